// SPDX-License-Identifier: Apache-2.0
// What one thread of `match` does: reads files, one after the other, judges their events, and hands what is to be printed,
// and what was wrong, to the ordered output. Prints nothing itself.
#pragma once

#include "archive/source.hpp"
#include "archive/time_range.hpp"
#include "cli/ledger.hpp"
#include "cli/match.hpp"
#include "cli/ordered_output.hpp"
#include "cli/pattern_list.hpp"
#include "cli/terminal.hpp"

#include <coverwatch/pattern_set.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// Counts of events.
struct tally {
  std::uint64_t seen = 0;
  std::uint64_t evaluated = 0;  // of these, not passed over
  std::uint64_t read = 0;       // of all seen, those that are no damage
  std::uint64_t matched = 0;    // selected; inside the time range
  std::uint64_t undated = 0;    // of the matched, without a time that can be read, though a time range is asked for
  std::vector<std::uint64_t> by_id;

  void add(const tally& other);
};

// `12<TAB>id` for each id, then the total; the total alone without ids. `prefix` begins each line.
std::string counts_as_text(const tally& counts, const pattern_list& list, bool inverted, std::string_view prefix);

// For one thread at a time; what it is made from is shared, and outlives it.
class searcher {
 public:
  searcher(const pattern_list& list, const pattern_set& set, const match_options& options, ordered_output& out,
           progress& line);
  searcher(const searcher&) = delete;
  searcher& operator=(const searcher&) = delete;

  // Reads the input with that number in the order of all.
  void read(std::size_t number, const archive::input& in);

  const tally& total() const noexcept { return total_; }
  bool has_enough() const noexcept { return total_.matched >= options_.max_count || failed_; }

 private:
  bool judge(const archive::event& e);
  archive::taken judge_many(const archive::batch& b);
  scan_summary scan(std::string_view text, framing how);
  bool found(const scan_match& hit);
  void damaged(const scan_damage& d);
  void note_damage(outcome what, std::string_view text, const archive::location& where, bool unpacked);
  void note(const archive::problem& p);
  bool selected(std::string_view text, std::span<const std::uint32_t> matches);
  bool is_in_time(std::string_view text);
  void count();
  bool print(std::string_view text);
  void print_object(std::string_view text);
  std::string name() const;
  std::string prefix() const;
  void tick();
  void finish();

  const pattern_list& list_;
  const pattern_set& set_;
  const match_options& options_;
  ordered_output& out_;
  progress& progress_;
  const bool only_json_;
  const bool colours_, to_terminal_;
  scratch scratch_;
  archive::source source_;
  archive::sink sink_;
  scan_sink hits_;
  support::json::document document_;

  // Of the input that is read.
  const archive::input* in_ = nullptr;
  std::size_t number_ = 0;
  const archive::event* event_ = nullptr;  // of the event, or the batch, that is judged
  const archive::batch* batch_ = nullptr;
  std::string text_;  // to print
  account wrong_;
  std::uint64_t damaged_here_ = 0;
  bool failed_here_ = false;
  tally here_;

  tally total_;
  bool failed_ = false;  // nothing can be printed any longer
  std::uint64_t text_told_ = 0, taken_told_ = 0;
  std::vector<std::uint32_t> ids_;
  std::string one_line_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
