// SPDX-License-Identifier: Apache-2.0
// The thread whose file has its turn writes without the lock: nobody else does. Nothing can wait for ever, since the
// lowest file that is not done is in some thread's hands, and that thread never waits.
#include "cli/ordered_output.hpp"

#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

bool ordered_output::more(std::size_t file, std::string& text) {
  if (text.size() < limits_.at_once) return true;
  {
    std::unique_lock lock(mutex_);
    if (failed_) return false;
    if (turn_ != file && text.size() < limits_.by_file) return true;
    changed_.wait(lock, [&] { return turn_ == file || failed_; });
    if (turn_ != file) return false;
  }
  write(text);
  text.clear();
  return !failed();
}

void ordered_output::done(std::size_t file, std::string&& text, account&& wrong) {
  finished last{std::move(text), std::move(wrong)};
  const std::size_t size = sizeof(finished) + last.text.size();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return turn_ == file || failed_ || held_ + size <= limits_.finished; });
  if (turn_ != file) {
    held_ += size;
    waiting_.emplace(file, std::move(last));
    return;
  }
  lock.unlock();
  deliver(std::move(last));
  lock.lock();
  pass_on(lock);
}

// Delivers the files behind that are finished, then hands the turn to the first that is not.
void ordered_output::pass_on(std::unique_lock<std::mutex>& lock) {
  for (auto next = waiting_.find(++turn_); next != waiting_.end(); next = waiting_.find(++turn_)) {
    finished file = std::move(next->second);
    waiting_.erase(next);
    held_ -= sizeof(finished) + file.text.size();
    lock.unlock();
    changed_.notify_all();
    deliver(std::move(file));
    lock.lock();
  }
  changed_.notify_all();
}

void ordered_output::deliver(finished&& file) {
  write(file.text);
  book_.take(std::move(file.wrong));
}

void ordered_output::write(std::string_view text) {
  out_.write(text);
  if (out_.failed()) give_up();
}

bool ordered_output::failed() const {
  const std::lock_guard lock(mutex_);
  return failed_;
}

void ordered_output::give_up() {
  {
    const std::lock_guard lock(mutex_);
    failed_ = true;
  }
  changed_.notify_all();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
