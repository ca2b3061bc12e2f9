// SPDX-License-Identifier: Apache-2.0
// Runs a program over a message that is no JSON to it: all phrases in one search, or the columns that some condition
// asks for. Any bytes may come; no byte is looked at more than a bounded number of times.
#include "match/machine.hpp"
#include "match/value_tests.hpp"

#include <algorithm>
#include <array>

namespace coverwatch::inline COVERWATCH_ABI::match {

inline constexpr std::array<bool, 256> is_token_space = [] {
  std::array<bool, 256> is{};
  is[' '] = is['\t'] = is['\r'] = is['\n'] = true;
  return is;
}();

// Cuts a message into tokens from front to back. A closing mark that was looked for once and is not there is never
// looked for again.
class tokenizer {
 public:
  explicit tokenizer(std::string_view message) noexcept : message_(message) { skip_space(); }

  bool at_end() const noexcept { return at_ == message_.size(); }

  // Not at the end.
  token next() noexcept {
    const std::size_t begin = at_;
    const char mark = message_[begin];
    std::size_t close = none_;
    if (mark == '"') close = find_closing('"', no_quote_);
    if (mark == '[') close = find_closing(']', no_bracket_);
    if (close != none_) {
      at_ = close + 1;
      skip_space();
      return {begin, begin + 1, close};
    }
    while (at_ < message_.size() && !is_space(at_)) ++at_;
    const std::size_t end = at_;
    skip_space();
    return {begin, begin, end};
  }

 private:
  static constexpr std::size_t none_ = std::string_view::npos;

  bool is_space(std::size_t at) const noexcept { return is_token_space[static_cast<unsigned char>(message_[at])]; }

  void skip_space() noexcept {
    while (at_ < message_.size() && is_space(at_)) ++at_;
  }

  std::size_t find_closing(char mark, bool& none_left) const noexcept {
    const std::size_t found = none_left ? none_ : message_.find(mark, at_ + 1);
    none_left = found == none_;
    return found;
  }

  std::string_view message_;
  std::size_t at_ = 0;
  bool no_quote_ = false;
  bool no_bracket_ = false;
};

COVERWATCH_FUNC bool split_columns(const program::layout& l, std::string_view message, reading how_much, workspace& w) {
  const bool has_ellipsis = l.ellipsis != program::none;
  const std::size_t needed = l.columns - (has_ellipsis ? 1 : 0);
  // What lies behind the columns at the front is only counted on when columns stand behind an ellipsis.
  const bool from_front = !has_ellipsis || l.ellipsis + 1 == l.columns;
  const bool enough_is_enough = from_front && how_much == reading::what_columns_need;
  w.tokens.clear();
  tokenizer tokens(message);
  while (!tokens.at_end() && !(enough_is_enough && w.tokens.size() == needed)) w.tokens.push_back(tokens.next());
  if (w.tokens.size() < needed) return false;
  if (has_ellipsis) return true;
  // The last column takes the rest as it stands, unless the rest is a single token.
  const bool several = !tokens.at_end() || w.tokens.size() > needed;
  w.tokens.resize(needed);
  if (several) w.tokens.back() = {w.tokens.back().begin, w.tokens.back().begin, message.size()};
  return true;
}

COVERWATCH_FUNC std::string_view column_text(const program::layout& l, std::uint32_t column, std::string_view message,
                                             const workspace& w) noexcept {
  const bool from_front = l.ellipsis == program::none || column < l.ellipsis;
  const token& t = w.tokens[from_front ? column : w.tokens.size() - (l.columns - column)];
  return message.substr(t.text_begin, t.text_end - t.text_begin);
}

COVERWATCH_FUNC bool run_on_text(const program::code& c, std::string_view message, workspace& w) {
  clear_slots(c, w);
  const program::node& root = c.nodes.front();
  if (c.form == logic::form::message) {
    if (c.phrases.size() > 0) {
      c.phrases.search(message, w.slots.data());
    } else {
      run_tests(c, root, {kind::token, message}, false, w);
    }
    return verdict(c, w);
  }
  if (!split_columns(c.layout, message, reading::what_columns_need, w)) return false;
  for (std::uint32_t i = root.indices.begin; i < root.indices.end; ++i) {
    const auto column = static_cast<std::uint32_t>(c.indices[i].index);
    run_tests(c, c.nodes[c.indices[i].node], {kind::token, column_text(c.layout, column, message, w)}, false, w);
  }
  return verdict(c, w);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
