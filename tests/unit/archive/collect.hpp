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

// New text arrives `piece` bytes at a time; 0 is all at once.
inline collected collect(std::string_view text, std::size_t piece = 0) {
  collected out;
  const archive::sink sink{
      [&](const archive::event& e) {
        out.events.emplace_back(e.text);
        out.places.push_back(e.where);
        return true;
      },
      [&](const archive::problem& p) { out.problems.push_back(p); },
  };
  archive::reader reader(sink);
  if (piece == 0) piece = text.size();
  std::size_t done = 0;
  for (std::size_t end = std::min(piece, text.size()); end < text.size(); end += std::min(piece, text.size() - end)) {
    done += reader.read(text.substr(done, end - done), false);
  }
  reader.read(text.substr(done), true);
  return out;
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
