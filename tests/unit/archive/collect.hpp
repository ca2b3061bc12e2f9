// SPDX-License-Identifier: Apache-2.0
// Runs a reader over a text and keeps what it handed out, as text that a test can hold.
#pragma once

#include "archive/reader.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::archive_test {

struct collected {
  std::vector<std::string> events;
  std::vector<archive::location> places;
  std::vector<archive::problem> problems;
};

// New text arrives in pieces that end at `ends`, in order; what lies behind them comes last.
inline collected collect_up_to(std::string_view text, const std::vector<std::size_t>& ends, archive::contents wanted) {
  collected out;
  const archive::sink sink{
      [&](const archive::event& e) {
        out.events.emplace_back(e.text);
        out.places.push_back(e.where);
        return true;
      },
      [&](const archive::problem& p) { out.problems.push_back(p); },
  };
  archive::reader reader(sink, wanted);
  std::size_t done = 0;
  for (const std::size_t end : ends) done += reader.read(text.substr(done, end - done), false);
  reader.read(text.substr(done), true);
  return out;
}

// New text arrives `piece` bytes at a time; 0 is all at once.
inline collected collect(std::string_view text, std::size_t piece = 0,
                         archive::contents wanted = archive::contents::json) {
  std::vector<std::size_t> ends;
  if (piece != 0) {
    for (std::size_t end = piece; end < text.size(); end += piece) ends.push_back(end);
  }
  return collect_up_to(text, ends, wanted);
}

inline std::string shown(const archive::location& where) {
  return std::to_string(where.line) + ":" + std::to_string(where.record) + "@" + std::to_string(where.offset);
}

// One line each: `1:0@0 {"a":1}` for an event, `! 2:0@8 not JSON: ...` for a problem.
inline std::vector<std::string> lines(const collected& c) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < c.events.size(); ++i) out.push_back(shown(c.places[i]) + " " + c.events[i]);
  for (const archive::problem& p : c.problems) out.push_back("! " + shown(p.where) + " " + archive::message(p));
  return out;
}

}  // namespace coverwatch::archive_test
