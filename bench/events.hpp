// SPDX-License-Identifier: Apache-2.0
// Invented events for measurements: the size, shape and mixture of CloudTrail, the same at every run. Out come lines of
// text and where each begins; nothing is read from outside.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

struct corpus {
  std::string text;                      // lines, each ended by a newline, and 64 blanks that belong to none
  std::size_t size = 0;                  // bytes of the lines
  std::vector<std::string_view> events;  // the lines without their newlines

  // A view of the text moves with the vector, never with a copy.
  corpus() = default;
  corpus(corpus&&) = default;
  corpus& operator=(corpus&&) = default;
};

struct mixture {
  std::size_t bytes = std::size_t{256} << 20;  // at least; whole events
  std::size_t refused_in_hundred = 1;          // how many events CIS 4.1 matches
  std::uint64_t seed = 1;
};

// Events after CloudTrail's, about 1.6 KB each. The same mixture gives the same bytes on every machine. Takes about a
// second for 256 MiB.
corpus make_corpus(const mixture& wanted);

// `count` of them.
corpus make_corpus(std::size_t count, std::uint64_t seed);

// `count` lines of a web server's access log, about 90 bytes each.
corpus make_access_log(std::size_t count, std::uint64_t seed);

// Fills `size` and `events` from the lines of `text`, and adds the blanks. Blank lines are left out.
void split_into_lines(corpus& c);

}  // namespace bench
