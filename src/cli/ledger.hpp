// SPDX-License-Identifier: Apache-2.0
// Keeps account of everything that could not be read or was left out: counts all, remembers the first few places, and says
// so once at the end. An input that fails as a whole is told at once, by name.
#pragma once

#include "archive/files.hpp"
#include "cli/terminal.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

class ledger {
 public:
  ledger(terminal& err, progress& line) : err_(err), progress_(line) {}

  void add(std::string_view path, const archive::problem& p);

  bool has_damage() const noexcept { return damaged_ != 0 || failed_; }
  // Quiet: the number of damaged places alone.
  void summarise(bool quiet);

 private:
  void summarise_damage(bool quiet);
  void summarise_left_out();

  static constexpr std::size_t places_kept = 5;

  terminal& err_;
  progress& progress_;
  bool failed_ = false;  // some input as a whole
  std::uint64_t damaged_ = 0;
  std::vector<std::string> places_;
  struct left_out {
    std::uint64_t count = 0;
    std::string first_path;
  };
  std::map<archive::trouble, left_out> left_out_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
