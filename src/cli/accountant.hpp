// SPDX-License-Identifier: Apache-2.0
// What is wrong with the inputs of a replay: kept while threads read, told in the order of the inputs.
#pragma once

#include "cli/ledger.hpp"
#include "replay/reading.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// Keeps account of the inputs until their turn comes.
class accountant final : public replay::listener {
 public:
  explicit accountant(progress& line) : progress_(line) {}

  void problem(std::size_t number, const archive::input& in, const archive::problem& p) override {
    const std::scoped_lock lock(mutex_);
    accounts_[number].add(in.name(), p);
  }
  bool wants_place(std::size_t number) override {
    const std::scoped_lock lock(mutex_);
    account& of = accounts_[number];
    if (of.keeps_places()) return true;
    of.add_damage_without_place();
    return false;
  }
  void input_ends() override { progress_.file_done(); }
  void advance(std::uint64_t text, std::uint64_t taken) override {
    if (progress_.shows()) progress_.advance(text, taken);
  }

  void settle(ledger& book) {
    for (auto& [number, wrong] : accounts_) book.take(std::move(wrong));
  }

 private:
  progress& progress_;
  std::mutex mutex_;
  std::map<std::size_t, account> accounts_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
