// SPDX-License-Identifier: Apache-2.0
// Many threads read files, and what they print comes out in the order of the files, whatever the timing: the same bytes as
// with one thread. A file whose turn it is writes at once; others hold theirs back, up to a bound, and then wait.
#pragma once

#include "cli/ledger.hpp"
#include "cli/output.hpp"

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::cli {

// In bytes.
struct ordering_limits {
  std::size_t at_once = std::size_t{1} << 16;  // a thread gathers so much before it asks for its turn
  std::size_t by_file = std::size_t{1} << 22;  // held back by a thread that still reads its file
  std::size_t finished = std::size_t{1} << 24;  // held back of files that are finished, in all
};

// Files are numbered from 0, and every number must be `done` once; each thread takes the lowest that nobody has taken.
class ordered_output {
 public:
  ordered_output(output& out, ledger& book, ordering_limits limits = {}) : out_(out), book_(book), limits_(limits) {}

  // Takes `text`, the next that a file prints, and clears it, or leaves it for later when it is short. May wait until all
  // files before are done. False when nothing can be printed any longer.
  bool more(std::size_t file, std::string& text);

  // The last of it, and what was wrong with the file. May wait, while too much is held back.
  void done(std::size_t file, std::string&& text, account&& wrong);

  // Writing has failed, or somebody gave up: nothing further will be printed.
  bool failed() const;
  // Nobody waits any longer.
  void give_up();

 private:
  struct finished {
    std::string text;
    account wrong;
  };
  void write(std::string_view text);
  void deliver(finished&& file);
  void pass_on(std::unique_lock<std::mutex>& lock);

  output& out_;   // of the thread whose file has its turn
  ledger& book_;  // the same
  const ordering_limits limits_;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::size_t turn_ = 0;  // the file that may write
  std::map<std::size_t, finished> waiting_;
  std::size_t held_ = 0;  // bytes in `waiting_`
  bool failed_ = false;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
