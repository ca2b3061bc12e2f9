// SPDX-License-Identifier: Apache-2.0
// Keeps account of everything that could not be read or was left out: counts all, remembers the first few places, and says
// so once at the end. An input that fails as a whole is told when its turn comes, by name.
#pragma once

#include "archive/files.hpp"
#include "cli/terminal.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// What was wrong with one input, or with several in their order. A value: says nothing to anybody.
struct account {
  struct left_out {
    std::uint64_t count = 0;
    std::string first_path;
  };
  static constexpr std::size_t places_kept = 5;

  std::vector<std::string> failures;  // of inputs as a whole
  std::uint64_t damaged = 0;          // places
  std::vector<std::string> places;    // the first of them
  std::map<archive::trouble, left_out> left_out_by_kind;

  void add(std::string_view path, const archive::problem& p);
  // For damage at one place. Whether the next such is remembered, so that it pays to find out more about it.
  bool keeps_places() const noexcept { return places.size() < places_kept; }
  void add_damage_without_place() { ++damaged; }
  void append(account&& later);
};

class ledger {
 public:
  ledger(terminal& err, progress& line) : err_(err), progress_(line) {}

  void add(std::string_view path, const archive::problem& p);
  // Of the input that comes next.
  void take(account&& next);

  bool has_damage() const noexcept { return all_.damaged != 0 || failed_; }
  bool has_anything() const noexcept { return has_damage() || !all_.left_out_by_kind.empty(); }
  // Quiet: the number of damaged places alone.
  void summarise(bool quiet);

 private:
  void summarise_damage(bool quiet);
  void summarise_left_out();

  terminal& err_;
  progress& progress_;
  bool failed_ = false;  // some input as a whole
  account all_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
