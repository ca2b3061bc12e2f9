// SPDX-License-Identifier: Apache-2.0
// Writes one invented CloudTrail event after the other: members in the order of a delivered record, seldom sorted by
// key. What an event is made of is drawn; how often each thing happens follows what 28,568 published events showed
// (bench/statistics.cpp).
#pragma once

#include "event_words.hpp"
#include "random.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

class event_writer {
 public:
  event_writer(std::uint64_t seed, std::size_t refused_in_hundred)
      : random_(seed), refused_in_hundred_(refused_in_hundred), by_rank_(calls().size(), 9) {}

  // Appends one event, without a newline.
  void append(std::string& out);

 private:
  // What several members of one event depend on.
  struct scene {
    const call* what = nullptr;
    std::string_view account, region, error;
    bool refused = false, person = false, tiny = false;
  };
  scene draw_scene();

  void member(std::string_view key);  // begins it
  void text(std::string_view key, std::string_view value);
  void letters(std::size_t count, std::string_view alphabet);
  void hex(std::size_t digits) { letters(digits, "0123456789abcdef"); }
  void upper(std::size_t count) { letters(count, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"); }
  void identifier();
  void number(std::size_t limit) { out_->append(std::to_string(random_.below(limit))); }

  void identity(const scene& s);
  void session(std::string_view account, std::string_view role);
  void time();
  void address(const scene& s);
  void program();
  void failure(const scene& s);
  void parameters(const scene& s);
  void some_parameters(const scene& s);
  void unusual_parameters();
  void nested(std::size_t depth);
  void response(const scene& s);
  void long_list(std::size_t bytes);
  void additional(const scene& s);
  void resources(const scene& s);
  void transport(const scene& s);
  void tiny(const scene& s);
  void whole(const scene& s);
  void sort_members();

  random random_;
  std::size_t refused_in_hundred_;
  skewed by_rank_;
  skewed by_program_{programs().size(), 2};
  skewed by_region_{regions().size(), 1};
  skewed by_error_{harmless_errors().size(), 3};
  std::string* out_ = nullptr;
  std::size_t begin_ = 0;             // of the event in `out_`
  std::vector<std::size_t> members_;  // where each begins
  std::string sorted_;
};

}  // namespace bench
