// SPDX-License-Identifier: Apache-2.0
// Patterns that have ids: from a file of lines or of JSON, and from the controls of the catalogue. What is refused is told
// in full, with its place; then there is no list. Reads no event.
#pragma once

#include "cli/terminal.hpp"

#include <coverwatch/options.hpp>
#include <coverwatch/pattern.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// Several patterns may have one id: an event that any of them matches is matched by the id.
class pattern_list {
 public:
  pattern_list() = default;
  explicit pattern_list(pattern only) { patterns_.push_back(std::move(only)); }  // it has no id

  void add(std::string_view id, pattern p);

  std::span<const pattern> patterns() const noexcept { return patterns_; }
  const std::vector<std::string>& ids() const noexcept { return ids_; }  // in the order of their first patterns
  bool has_ids() const noexcept { return !ids_.empty(); }
  bool only_json() const noexcept;

  // The places in `ids` of these patterns, ascending, each once.
  void ids_of(std::span<const std::uint32_t> matches, std::vector<std::uint32_t>& out) const;

 private:
  std::vector<pattern> patterns_;
  std::vector<std::string> ids_;
  std::vector<std::uint32_t> id_of_;  // by pattern
  bool one_each_ = true;              // the pattern's number is its id's
  std::unordered_map<std::string, std::uint32_t> places_;
};

// All patterns of the files and the controls, in the order of the arguments; nothing when anything is wrong, which has
// been told. Warnings about the patterns of the files are shown unless `quiet`.
std::optional<pattern_list> read_pattern_list(const std::vector<std::string>& files,
                                              const std::vector<std::string>& controls, wildcards dialect, bool quiet,
                                              terminal& err);

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
