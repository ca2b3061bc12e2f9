// SPDX-License-Identifier: Apache-2.0
// Families of coverage questions that are made to be hard, each growing with one number. Out come texts of patterns
// and, where it is known beforehand, the right answer. Nothing is parsed or decided here; the same size gives the same
// texts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

inline constexpr std::size_t longest_pattern = 1024;  // characters that the service takes

struct hard_question {
  std::vector<std::string> deployed;
  std::string reference;
};

struct family {
  std::string_view name;
  std::string_view size;        // what the number counts
  std::vector<int> sizes;       // rising
  std::optional<bool> covered;  // the right answer at every size
  hard_question (*make)(int size);
};

const std::vector<family>& families_of_many_selectors();
const std::vector<family>& families_of_one_selector();
const std::vector<family>& families();  // all

// True when the service would take every pattern of the question.
bool fits(const hard_question& q) noexcept;

}  // namespace bench
