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
};

// `count` events of about 1.6 KB. The same seed gives the same bytes on every machine.
corpus make_corpus(std::size_t count, std::uint64_t seed);

// `count` lines of a web server's access log, about 90 bytes each.
corpus make_access_log(std::size_t count, std::uint64_t seed);

}  // namespace bench
