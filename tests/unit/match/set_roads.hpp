// SPDX-License-Identifier: Apache-2.0
// All roads of a set to one event: `match`, `evaluate`, each pattern in a set of its own, and scans in which the event
// is one record among others. What they must say comes from the reference evaluator; the event stands at the edges of
// readable memory.
#pragma once

#include "../../support/guarded_text.hpp"
#include "../../support/set_judge.hpp"

#include <coverwatch/coverwatch.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace set_roads {

inline std::vector<coverwatch::pattern> parsed(const std::vector<std::string>& texts) {
  std::vector<coverwatch::pattern> out;
  for (const auto& text : texts) {
    auto pattern = coverwatch::pattern::parse(text);
    EXPECT_TRUE(pattern.has_value()) << text;
    if (pattern) out.push_back(std::move(*pattern));
  }
  return out;
}

inline std::string nested(std::size_t depth, const std::string& open, const std::string& inside,
                          const std::string& close) {
  std::string out;
  for (std::size_t i = 0; i < depth; ++i) out += open;
  out += inside;
  for (std::size_t i = 0; i < depth; ++i) out += close;
  return out;
}

class roads {
 public:
  explicit roads(const std::vector<std::string>& texts, std::size_t max_event_bytes = std::size_t{1} << 20)
      : all_(parsed(texts), max_event_bytes), memory_(max_event_bytes) {
    for (const auto& pattern : all_.patterns()) alone_.emplace_back(std::vector{pattern}, max_event_bytes);
  }

  set_judge::judge& judge() { return all_; }

  // Through every road; a large event through fewer of them. Returns the patterns that match.
  std::vector<std::uint32_t> check(std::string_view event) {
    const std::string around = R"({"a":"x","b":["y",{"c":1}]})";
    guarded::memory edge(2 * event.size() + 4 * around.size() + 100);
    check_with(all_, event, around, edge);
    if (event.size() < large) {
      for (auto& one : alone_) check_with(one, event, around, edge);
    }
    return all_.expected(event).matches;
  }

 private:
  static constexpr std::size_t large = 50000;

  static bool is_line(std::string_view event) {
    return event.find('\n') == std::string_view::npos && !event.ends_with('\r');
  }

  // A value that ends where its brackets end, whatever stands in it.
  static bool is_element(std::string_view event) {
    return event.starts_with('{') && event.ends_with('}') && !coverwatch::support::json::validate(event);
  }

  void check_with(set_judge::judge& judged, std::string_view event, const std::string& around, guarded::memory& edge) {
    EXPECT_EQ(judged.wrong_with_event(edge.at_end(event), memory_), "");
    const std::string text(event);
    if (event.size() < large) {
      EXPECT_EQ(judged.wrong_with_event(edge.at_begin(event), memory_), "");
    } else if (is_line(event)) {
      EXPECT_EQ(judged.wrong_with_lines(edge.at_end(text + "\r\n" + around), memory_), "");
    }
    if (is_line(event) && event.size() < large) {
      for (const std::string& lines :
           {text, text + "\n", text + "\r\n" + around, around + "\n" + text + "\n\n" + text}) {
        EXPECT_EQ(judged.wrong_with_lines(edge.at_end(lines), memory_), "");
      }
    }
    if (is_element(event)) {
      if (event.size() < large) check_elements(judged, event, around, edge, "");
      check_elements(judged, event, around, edge, "{\"Records\":[");
    }
  }

  void check_elements(set_judge::judge& judged, std::string_view event, const std::string& around,
                      guarded::memory& edge, const std::string& head) {
    const std::string text = head + std::string(event) + ", " + around + "\n,\t" + std::string(event) + "]";
    const std::size_t second = head.size() + event.size() + 2;
    const std::size_t third = second + around.size() + 3;
    const auto buffer = edge.at_end(text);
    const auto how = head.empty() ? coverwatch::framing::elements : coverwatch::framing::automatic;
    const auto said = judged.scan(buffer, memory_, how);
    const std::vector<set_judge::piece> records{
        {head.size(), event.size(), 0}, {second, around.size(), 1}, {third, event.size(), 2}};
    EXPECT_EQ(judged.wrong_with_scan(buffer, records, said), "");
    EXPECT_EQ(said.summary.consumed, text.size() - 1);
  }

  set_judge::judge all_;
  std::vector<set_judge::judge> alone_;
  coverwatch::scratch memory_;
};

}  // namespace set_roads
