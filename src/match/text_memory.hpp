// SPDX-License-Identifier: Apache-2.0
// Texts that come again and again, with the wildcard tests that they pass: remembered from event to event, within fixed
// bounds. Part of a scratch.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::match {

// Which wildcard tests of a node a text passes, remembered. A text has a few places to go; a newer one takes an older
// one's.
class text_memory {
 public:
  struct entry {
    std::uint64_t hash = 0;
    std::uint32_t node = 0xffffffff;
    std::uint32_t text_begin = 0, text_size = 0;
    std::uint32_t tests_begin = 0, tests_size = 0;
  };

  // Forgets everything when it was another set's.
  void serve(const std::shared_ptr<const int>& identity);

  // The tests that the text passes, if it is remembered.
  const entry* find(std::uint64_t hash, std::uint32_t node, std::string_view text) noexcept;
  void remember(std::uint64_t hash, std::uint32_t node, std::string_view text,
                const std::vector<std::uint32_t>& tests) noexcept;
  const std::uint32_t* tests(const entry& e) const noexcept { return tests_.data() + e.tests_begin; }

 private:
  void forget() noexcept;

  std::shared_ptr<const int> identity_;
  std::vector<entry> entries_;
  std::string texts_;
  std::vector<std::uint32_t> tests_;
  std::size_t next_ = 0;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
