// SPDX-License-Identifier: Apache-2.0
// A set of phrases, searched for together.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support {

class phrase_set {
 public:
  struct phrase {
    std::string text;
    bool decisive = false;
  };
  phrase_set() = default;
  explicit phrase_set(std::vector<phrase> phrases) : phrases_(std::move(phrases)) {}
  std::size_t size() const noexcept { return phrases_.size(); }
  void search(std::string_view text, std::uint64_t* found) const noexcept;

 private:
  std::vector<phrase> phrases_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::support
