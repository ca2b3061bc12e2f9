// SPDX-License-Identifier: Apache-2.0
// Reads left to right, a byte at a time, and never goes back but from a quote that nothing closes.
#include "inventory/shell_words.hpp"

#include "support/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::is_ascii_letter;
using support::is_digit;

constexpr std::size_t longest_placeholder = 160;  // bytes

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

char at_or_zero(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

// The length of the placeholder that begins at a `<`, or 0. It stands in one line and begins with a letter or a quote.
std::size_t placeholder_length(std::string_view text, std::size_t at) {
  const char first = at_or_zero(text, at + 1);
  if (!is_ascii_letter(first) && first != '"' && first != '_') return 0;
  const std::string_view rest = text.substr(at, longest_placeholder);
  const std::size_t end = rest.find_first_of(">\n<", 1);
  return end != std::string_view::npos && rest[end] == '>' ? end + 1 : 0;
}

// Whether a dollar sign there begins an expansion. `$.x`, of a pattern, begins none.
bool expands(std::string_view text, std::size_t at) {
  const char next = at_or_zero(text, at + 1);
  return is_ascii_letter(next) || is_digit(next) ||
         (next != '\0' && std::string_view{"_{(@*#?!-$"}.find(next) != std::string_view::npos);
}

class splitter {
 public:
  splitter(std::string_view text, std::size_t begin, bool in_backticks)
      : text_(text), at_(begin), in_backticks_(in_backticks) {}

  shell_command run() {
    while (next_word()) {
    }
    out_.end = std::min(at_, text_.size());
    return std::move(out_);
  }

 private:
  bool ends_command(char c) const { return c == ';' || c == '&' || c == '|' || (c == '`' && in_backticks_); }

  bool next_word() {
    at_ = skip_blanks(text_, at_);
    if (at_ >= text_.size() || ends_command(text_[at_])) return false;
    const char c = text_[at_];
    if (c == '\n') return goes_on();
    if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
      return true;
    }
    if (c == '>' || (c == '<' && placeholder_length(text_, at_) == 0)) {
      redirect();
      return true;
    }
    return read_word();
  }

  // At the end of a line without a backslash: whether the next one can only belong to this command.
  bool goes_on() {
    const std::size_t next = skip_blanks(text_, at_ + 1);
    const char c = at_or_zero(text_, next);
    const bool value_wanted = !out_.words.empty() && out_.words.back().value.starts_with("--") &&
                              out_.words.back().value.find('=') == std::string::npos;
    if (!looks_like_option(text_, next) && !(value_wanted && (c == '\'' || c == '"'))) return false;
    out_.lost_continuations = true;
    at_ = next;
    return true;
  }

  void redirect() {
    while (at_ < text_.size() && (text_[at_] == '<' || text_[at_] == '>' || text_[at_] == '&')) ++at_;
    dropped_ = true;
  }

  bool read_word() {
    word_ = {};
    word_.begin = at_;
    last_quote_ = 0;
    bare_since_ = begun_ = false;
    bool more = true;
    while (more && at_ < text_.size()) more = read_piece();
    word_.end = std::min(at_, text_.size());
    word_.ends_bare = last_quote_ != 0 && bare_since_;
    if (!dropped_ && begun_) out_.words.push_back(std::move(word_));
    dropped_ = false;
    return out_.open_quote == shell_command::none;
  }

  // False at the end of the word.
  bool read_piece() {
    const char c = text_[at_];
    switch (c) {
      case ' ':
      case '\t':
      case '\r': return false;
      case '\n': return glued_to_next_line();
      case '\'': return read_single();
      case '"': return read_double();
      case '\\': return read_backslash();
      case '$':
        if (expands(text_, at_)) word_.open = true;
        return take_bare();
      case '<': return read_placeholder();
      case '>': return read_stray_angle();
      case '(':
      case ')':
        if (out_.parenthesis == shell_command::none) out_.parenthesis = at_;
        return take_bare();
      default: break;
    }
    if (ends_command(c)) return false;
    if (c == '`') word_.open = true;
    return take_bare();
  }

  bool take_bare() {
    word_.value += text_[at_++];
    begun_ = bare_since_ = true;
    return true;
  }

  // `a=1,` at the end of a line, and `b=2` on the next: one word, as a backslash before the line's end would make it.
  bool glued_to_next_line() {
    if (!word_.value.ends_with(',')) return false;
    const std::size_t next = skip_blanks(text_, at_ + 1);
    std::size_t end = next;
    while (is_ascii_letter(at_or_zero(text_, end))) ++end;
    if (end == next || at_or_zero(text_, end) != '=') return false;
    out_.lost_continuations = true;
    at_ = next;
    return true;
  }

  void note_quote(char quote) {
    if (last_quote_ == quote && bare_since_) word_.inner_quote = quote;
    last_quote_ = quote;
    bare_since_ = false;
    begun_ = true;
  }

  bool unterminated() {
    out_.open_quote = at_;
    at_ = std::min(text_.find('\n', at_), text_.size());
    return false;
  }

  bool read_single() {
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) return unterminated();
    note_quote('\'');
    word_.value += text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return true;
  }

  bool read_double() {
    const std::size_t value_before = word_.value.size();
    bool open = false;
    std::size_t i = at_ + 1;
    for (; i < text_.size() && text_[i] != '"'; ++i) {
      char c = text_[i];
      open = open || c == '`' || (c == '$' && expands(text_, i));
      if (c == '\\' && i + 1 < text_.size() &&
          std::string_view{"$`\"\\\n"}.find(text_[i + 1]) != std::string_view::npos) {
        c = text_[++i];
        if (c == '\n') continue;
      }
      word_.value += c;
    }
    if (i >= text_.size()) {
      word_.value.resize(value_before);
      return unterminated();
    }
    word_.open = word_.open || open;
    note_quote('"');
    at_ = i + 1;
    return true;
  }

  bool read_backslash() {
    const std::size_t line_end = skip_blanks(text_, at_ + 1);
    if (at_or_zero(text_, line_end) == '\n' && line_end < text_.size()) {
      const bool exact = line_end == at_ + 1 || (line_end == at_ + 2 && text_[at_ + 1] == '\r');
      at_ = line_end + 1;
      if (!begun_) word_.begin = at_;
      if (!exact) out_.lost_continuations = true;  // blanks behind the backslash: to the shell it is one more word
      return exact;
    }
    if (at_ + 1 >= text_.size()) return take_bare();
    word_.value += text_[at_ + 1];
    at_ += 2;
    last_quote_ = 0;
    bare_since_ = false;
    begun_ = true;
    return true;
  }

  bool read_placeholder() {
    const std::size_t length = placeholder_length(text_, at_);
    if (length == 0) return false;
    word_.value += text_.substr(at_, length);
    at_ += length;
    begun_ = bare_since_ = true;
    return true;
  }

  // `2>`: the word is the number of a file. `name>,`: to the shell a redirection, to people the end of a placeholder.
  bool read_stray_angle() {
    if (std::all_of(word_.value.begin(), word_.value.end(), is_digit)) {
      word_.value.clear();
      begun_ = false;
      return false;
    }
    word_.stray_angle = true;
    return take_bare();
  }

  std::string_view text_;
  std::size_t at_;
  bool in_backticks_;
  bool dropped_ = false;  // the next word is the file of a redirection
  shell_command out_;
  shell_word word_;          // the one that is read
  char last_quote_ = 0;      // of its last quotation; 0 when something was escaped since
  bool begun_ = false;       // it holds something, if only quotes with nothing in between
  bool bare_since_ = false;  // bare text stands behind that
};

}  // namespace

shell_command split_shell_command(std::string_view text, std::size_t begin, bool in_backticks) {
  return splitter(text, begin, in_backticks).run();
}

bool looks_like_option(std::string_view text, std::size_t at) noexcept {
  if (at_or_zero(text, at) == '-') {
    const char second = at_or_zero(text, at + 1), third = at_or_zero(text, at + 2);
    return second == '-' ? is_ascii_letter(third) : is_lower(second) && is_lower(third);
  }
  return typographic_sign(text, at).ends_with("dash") && is_ascii_letter(at_or_zero(text, at + 3));
}

std::string_view typographic_sign(std::string_view text, std::size_t at) noexcept {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> signs{{
      {"\u2018", "a curly single quote"},
      {"\u2019", "a curly single quote"},
      {"\u201a", "a curly single quote"},
      {"\u201c", "a curly double quote"},
      {"\u201d", "a curly double quote"},
      {"\u201e", "a curly double quote"},
      {"\u2013", "an en dash"},
      {"\u2014", "an em dash"},
  }};
  for (const auto& [sign, name] : signs) {
    if (text.substr(at, sign.size()) == sign) return name;
  }
  return text.substr(at).starts_with("\u00a0") ? std::string_view{"a no-break space"} : std::string_view{};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
