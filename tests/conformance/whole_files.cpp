// SPDX-License-Identifier: Apache-2.0
// What is expected of an event comes from its own case for the pattern of that case, and from each other pattern alone.
// Public face only.
#include "whole_files.hpp"

#include "engines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace conformance {
namespace {

using coverwatch::outcome;
using ids = std::vector<std::uint32_t>;

// The accepted patterns of one file, and the cases they come from.
struct file {
  std::vector<const cases::block*> blocks;
  std::vector<coverwatch::pattern> patterns;
};

file read(const std::vector<const cases::block*>& blocks) {
  file out;
  for (const cases::block* block : blocks) {
    auto pattern = coverwatch::pattern::parse(block->pattern, block->options);
    if (!pattern || block->rejection) continue;
    out.blocks.push_back(block);
    out.patterns.push_back(std::move(*pattern));
  }
  return out;
}

std::string words(const ids& matches) {
  std::string out;
  for (const auto which : matches) out += std::to_string(which) + " ";
  return out;
}

class whole_file : public testing::Test {
 public:
  explicit whole_file(const std::vector<const cases::block*>& blocks)
      : file_(read(blocks)), set_(coverwatch::pattern_set::compile(file_.patterns).value()) {}

  void TestBody() override {
    for (std::size_t i = 0; i < file_.blocks.size(); ++i) {
      for (const auto& event : file_.blocks[i]->events) check_event(static_cast<std::uint32_t>(i), event);
    }
    check_lines();
    check_records();
  }

 private:
  ids alone(std::string_view event, coverwatch::scratch& memory) const {
    ids out;
    for (std::size_t i = 0; i < file_.patterns.size(); ++i) {
      if (file_.patterns[i].matches(event, memory)) out.push_back(static_cast<std::uint32_t>(i));
    }
    return out;
  }

  void check_event(std::uint32_t which, const cases::event& event) {
    const cases::block& block = *file_.blocks[which];
    auto& memory = scratches_.try_emplace(block.max_event_bytes, block.max_event_bytes).first->second;
    const auto given = set_.match(event.text, memory);
    const ids matches(given.begin(), given.end());
    const bool found = std::find(matches.begin(), matches.end(), which) != matches.end();
    if (found != (event.expected == outcome::match)) {
      ADD_FAILURE_AT(block.file.c_str(), static_cast<int>(event.line))
          << "the set says " << (found ? "match" : "no match");
    }
    expect(alone(event.text, memory), matches, block, event.line);
  }

  static void expect(const ids& expected, const ids& given, const cases::block& block, std::size_t line) {
    if (given == expected) return;
    ADD_FAILURE_AT(block.file.c_str(), static_cast<int>(line))
        << "the set gives " << words(given) << "instead of " << words(expected);
  }

  // All events that `fits` lets pass, joined, scanned, and compared record by record.
  template <class Fits>
  void check_buffer(const std::string& head, const std::string& separator, const std::string& tail, const Fits& fits) {
    std::string buffer = head;
    std::vector<std::pair<const cases::block*, const cases::event*>> records;
    for (const cases::block* block : file_.blocks) {
      for (const auto& event : block->events) {
        if (!fits(event)) continue;
        buffer += (records.empty() ? "" : separator) + event.text;
        records.emplace_back(block, &event);
      }
    }
    coverwatch::scratch memory, other;
    std::map<std::uint64_t, ids> told;
    const coverwatch::scan_sink sink{[&](const coverwatch::scan_match& hit) {
      told[hit.record.number] = {hit.matches.begin(), hit.matches.end()};
      return true;
    }};
    const auto how = head.empty() ? coverwatch::framing::lines : coverwatch::framing::automatic;
    const auto done = set_.scan(buffer + tail, memory, sink, how);
    EXPECT_EQ(done.records, records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
      expect(alone(records[i].second->text, other), told[i], *records[i].first, records[i].second->line);
    }
  }

  void check_lines() {
    const auto fits = [](const cases::event& e) { return is_line(e.text); };
    check_buffer("", "\n", "\n", fits);
    check_buffer("", "\r\n", "", fits);
  }

  void check_records() {
    const auto fits = [](const cases::event& e) {
      const bool valid = e.expected == outcome::match || e.expected == outcome::no_match;
      coverwatch::scratch memory;
      return valid && e.text.starts_with('{') && e.text.ends_with('}') &&
             any_object().evaluate(e.text, memory) != outcome::not_json;
    };
    check_buffer("{\"Records\":[", ",", "]}", fits);
    check_buffer("{ \"Records\" : [\n", "\n,\r\n", " ] }\n", fits);
  }

  static const coverwatch::pattern& any_object() {
    static const auto pattern = coverwatch::pattern::parse("{ $.a NOT EXISTS }");
    return *pattern;
  }

  file file_;
  coverwatch::pattern_set set_;
  std::map<std::size_t, coverwatch::scratch> scratches_;
};

}  // namespace

void register_whole_files(const cases::suite& suite) {
  std::map<std::string, std::vector<const cases::block*>> files;
  for (const auto& block : suite.blocks) files[block.file].push_back(&block);
  for (const auto& [path, blocks] : files) {
    std::string group = std::filesystem::path(path).stem().string();
    std::replace(group.begin(), group.end(), '-', '_');
    const std::vector<const cases::block*> those = blocks;
    testing::RegisterTest(group.c_str(), "all_in_one_set", nullptr, nullptr, path.c_str(), 1,
                          [those]() -> testing::Test* { return new whole_file(those); });
  }
}

}  // namespace conformance
