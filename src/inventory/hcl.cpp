// SPDX-License-Identifier: Apache-2.0
// Tokens, and a descent over blocks, attributes and values. An expression ends where no operator follows, so that line
// breaks carry no meaning.
#include "inventory/hcl.hpp"

#include "support/ascii.hpp"
#include "support/utf8.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

bool begins_name(char c) { return support::is_ascii_letter(c) || c == '_'; }
bool in_name(char c) { return begins_name(c) || support::is_digit(c) || c == '-'; }

// What a text says: a literal, `${reference}` with nothing or `:*` behind it, or anything else, which is open.
hcl_value interpolated(std::string_view inside, std::string_view behind) {
  const bool plain =
      !inside.empty() && begins_name(inside.front()) &&
      std::all_of(inside.begin(), inside.end(), [](char c) { return in_name(c) || c == '.' || c == '[' || c == ']'; });
  if (!plain || (!behind.empty() && behind != ":*")) return {};
  return {hcl_value::kind::reference, std::string(inside), std::string(behind), {}};
}

class reader {
 public:
  reader(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

  hcl_reading run() {
    hcl_reading out;
    read_block(out.block, 0);
    out.end = std::min(at_, text_.size());
    out.fault = fault_;
    return out;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool failed() const { return fault_ != nullptr; }
  bool fail(const char* what) {
    if (!fault_) fault_ = what;
    return false;
  }

  void to_line_end() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void skip_space() {
    while (at_ < text_.size()) {
      if (support::is_json_space(peek())) {
        ++at_;
      } else if (peek() == '#' || (peek() == '/' && peek(1) == '/')) {
        to_line_end();
      } else if (peek() == '/' && peek(1) == '*') {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  bool take(char c) {
    skip_space();
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }

  std::string read_name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  bool read_block(hcl_block& out, std::size_t depth) {
    out.begin = at_;
    out.type = read_name();
    return read_block_rest(out, depth);
  }

  // Behind the type: labels and body.
  bool read_block_rest(hcl_block& out, std::size_t depth) {
    if (depth > hcl_max_depth) return fail("blocks stand too deep inside each other");
    for (skip_space(); peek() == '"'; skip_space()) out.labels.push_back(read_text().text);
    if (!take('{')) return fail("a `{` is missing");
    while (!failed() && !take('}')) {
      if (at_ >= text_.size()) return fail("the block does not end");
      if (!begins_name(peek())) return fail("neither an attribute nor a block begins here");
      read_item(out, depth);
    }
    return !failed();
  }

  void read_item(hcl_block& out, std::size_t depth) {
    const std::size_t begin = at_;
    std::string name = read_name();
    skip_space();
    if (peek() == '=' && peek(1) != '=') {
      ++at_;
      out.attributes.emplace_back(std::move(name), read_expression(depth + 1));
      return;
    }
    out.blocks.emplace_back();
    out.blocks.back().begin = begin;
    out.blocks.back().type = std::move(name);
    read_block_rest(out.blocks.back(), depth + 1);
  }

  // A value, or several with operators between them, which make it open.
  hcl_value read_expression(std::size_t depth) {
    hcl_value out = read_operand(depth);
    while (!failed() && skip_operator()) {
      read_operand(depth);
      out = {};
    }
    return out;
  }

  bool skip_operator() {
    static constexpr std::string_view two[] = {"==", "!=", "<=", ">=", "&&", "||", "=>"};
    skip_space();
    if (at_ >= text_.size()) return false;
    for (const std::string_view each : two) {
      if (text_.substr(at_, 2) != each) continue;
      at_ += 2;
      return true;
    }
    if (std::string_view{"+-*/%<>?:"}.find(peek()) == std::string_view::npos) return false;
    ++at_;
    return true;
  }

  hcl_value read_operand(std::size_t depth) {
    if (depth > hcl_max_depth) fail("brackets stand too deep inside each other");
    skip_space();
    const char c = peek();
    if (failed()) return {};
    if (c == '"') return read_text();
    if (c == '[') return read_list(depth);
    if (c == '{') return read_map(depth);
    if (c == '(') return read_parenthesis(depth);
    if (c == '<' && peek(1) == '<') return read_heredoc();
    if (c == '!' || (c == '-' && !support::is_digit(peek(1)))) {
      ++at_;
      read_operand(depth + 1);
      return {};
    }
    if (support::is_digit(c) || c == '-') return read_number();
    if (begins_name(c)) return read_traversal(depth);
    fail("a value is missing");
    return {};
  }

  hcl_value read_number() {
    const std::size_t begin = at_++;
    while (support::is_digit(peek()) || (peek() != '\0' && std::string_view{".eE"}.find(peek()) != std::string::npos))
      ++at_;
    return {hcl_value::kind::text, std::string(text_.substr(begin, at_ - begin)), {}, {}};
  }

  hcl_value read_parenthesis(std::size_t depth) {
    ++at_;
    read_expression(depth + 1);
    if (!take(')')) fail("a `)` is missing");
    return {};
  }

  // `true`, `null`, `a.b[0].c`; a call is open.
  hcl_value read_traversal(std::size_t depth) {
    const std::size_t begin = at_;
    read_name();
    bool open = false;
    while (!failed()) {
      if (peek() == '.' && (in_name(peek(1)) || peek(1) == '*')) {
        ++at_;
        peek() == '*' ? void(++at_) : void(read_name());
      } else if (peek() == '[') {
        open = !skip_index(depth) || open;
      } else {
        break;
      }
    }
    const std::string_view text = text_.substr(begin, at_ - begin);
    if (failed()) return {};
    if (text == "null") return {hcl_value::kind::open, "null", {}, {}};
    if (peek() == '(') {
      skip_arguments(depth);
      return {};
    }
    if (text == "true" || text == "false") return {hcl_value::kind::text, std::string(text), {}, {}};
    if (open || text.find('*') != std::string_view::npos) return {};
    return {hcl_value::kind::reference, std::string(text), {}, {}};
  }

  // True for a number.
  bool skip_index(std::size_t depth) {
    ++at_;
    if (peek() == '*' && peek(1) == ']') {
      at_ += 2;
      return false;
    }
    const hcl_value index = read_expression(depth + 1);
    if (!take(']')) fail("a `]` is missing");
    return index.what == hcl_value::kind::text && std::all_of(index.text.begin(), index.text.end(), support::is_digit);
  }

  void skip_arguments(std::size_t depth) {
    ++at_;
    while (!failed() && !take(')')) {
      read_expression(depth + 1);
      take(',');
      for (skip_space(); peek() == '.'; ++at_) {
      }
      if (at_ >= text_.size()) fail("a `)` is missing");
    }
  }

  hcl_value read_list(std::size_t depth) {
    hcl_value out;
    out.what = hcl_value::kind::list;
    ++at_;
    if (skip_for(']')) return {};
    while (!failed() && !take(']')) {
      out.members.emplace_back(std::string{}, read_expression(depth + 1));
      if (!take(',') && peek() != ']') fail("a `]` is missing");
    }
    return out;
  }

  hcl_value read_map(std::size_t depth) {
    hcl_value out;
    out.what = hcl_value::kind::map;
    ++at_;
    if (skip_for('}')) return {};
    while (!failed() && !take('}')) {
      skip_space();
      std::string key = peek() == '"' ? read_text().text : read_name();
      if (!take('=') && !take(':')) {
        fail("a `=` is missing");
        break;
      }
      out.members.emplace_back(std::move(key), read_expression(depth + 1));
      take(',');
    }
    return out;
  }

  // `[for x in ...]`, up to its bracket: texts inside are stepped over.
  bool skip_for(char close) {
    skip_space();
    if (text_.substr(at_, 4) != "for ") return false;
    std::size_t depth = 1;
    while (at_ < text_.size() && !failed()) {
      const char c = peek();
      if (c == '"') {
        read_text();
        continue;
      }
      ++at_;
      if (c == '[' || c == '{' || c == '(') ++depth;
      if ((c == ']' || c == '}' || c == ')') && --depth == 0) return c == close || fail("the brackets do not match");
    }
    fail("a bracket does not close");
    return true;
  }

  // A text in quotes. In it, `${` and `%{` begin what is not literal, up to their brace.
  hcl_value read_text() {
    ++at_;
    std::string out, inside;
    std::size_t expansions = 0, expansion_at = 0;
    while (peek() != '"') {
      if (at_ >= text_.size() || peek() == '\n') {
        fail("a text does not end in its line");
        return {};
      }
      const bool doubled = (peek() == '$' || peek() == '%') && peek(1) == peek() && peek(2) == '{';
      if (doubled) {
        out += text_.substr(at_ + 1, 2);
        at_ += 3;
      } else if ((peek() == '$' || peek() == '%') && peek(1) == '{') {
        expansion_at = out.size();
        ++expansions;
        inside = skip_expansion();
      } else if (peek() == '\\') {
        read_escape(out);
      } else {
        out += text_[at_++];
      }
    }
    ++at_;
    if (expansions == 0) return {hcl_value::kind::text, std::move(out), {}, {}};
    return expansions == 1 && expansion_at == 0 ? interpolated(inside, out) : hcl_value{};
  }

  // From `${` behind its `}`; texts inside may hold braces. What lies between.
  std::string skip_expansion() {
    const std::size_t begin = at_ += 2;
    std::size_t depth = 1;
    bool quoted = false;
    for (; at_ < text_.size() && peek() != '\n'; ++at_) {
      const char c = peek();
      if (c == '"') quoted = !quoted;
      if (quoted && c == '\\') ++at_;
      if (!quoted && c == '{') ++depth;
      if (!quoted && c == '}' && --depth == 0) return std::string(text_.substr(begin, at_++ - begin));
    }
    fail("a `${` does not close");
    return {};
  }

  void read_escape(std::string& out) {
    const char c = peek(1);
    at_ += 2;
    switch (c) {
      case 'n': out += '\n'; return;
      case 'r': out += '\r'; return;
      case 't': out += '\t'; return;
      case '"':
      case '\\': out += c; return;
      case 'u': read_code_point(out, 4); return;
      case 'U': read_code_point(out, 8); return;
      default: fail("an escape that the language does not have");
    }
  }

  void read_code_point(std::string& out, int digits) {
    char32_t value = 0;
    for (int i = 0; i < digits; ++i) {
      const int digit = support::hex_digit(peek());
      if (digit < 0 || value > 0xffffff) {
        fail("an escape that the language does not have");
        return;
      }
      value = value * 16 + static_cast<char32_t>(digit);
      ++at_;
    }
    value <= 0x10ffff ? support::append_utf8(out, value) : void(fail("an escape that is no character"));
  }

  // <<EOF and <<-EOF: the lines up to one that is the word alone. With the dash their common indent goes.
  hcl_value read_heredoc() {
    at_ += 2;
    const bool indented = peek() == '-';
    if (indented) ++at_;
    const std::string word = read_name();
    if (word.empty()) {
      fail("a word is missing behind `<<`");
      return {};
    }
    to_line_end();
    std::vector<std::string_view> lines;
    while (at_ < text_.size()) {
      const std::size_t begin = ++at_;
      to_line_end();
      std::string_view line = text_.substr(std::min(begin, text_.size()), at_ - std::min(begin, at_));
      if (line.ends_with('\r')) line.remove_suffix(1);
      const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
      if (line.substr(first) == word) return heredoc_text(lines, indented);
      lines.push_back(line);
    }
    fail("a text behind `<<` does not end");
    return {};
  }

  static hcl_value heredoc_text(const std::vector<std::string_view>& lines, bool indented) {
    std::size_t indent = indented ? std::string_view::npos : 0;
    for (const std::string_view line : lines) {
      const std::size_t first = line.find_first_not_of(" \t");
      if (first != std::string_view::npos) indent = std::min(indent, first);
    }
    std::string out;
    for (const std::string_view line : lines) {
      out += line.substr(std::min(indent, line.size()));
      out += '\n';
    }
    if (out.find("${") != std::string::npos || out.find("%{") != std::string::npos) return {};
    return {hcl_value::kind::text, std::move(out), {}, {}};
  }

  std::string_view text_;
  std::size_t at_;
  const char* fault_ = nullptr;
};

}  // namespace

hcl_reading read_hcl_block(std::string_view text, std::size_t begin) { return reader(text, begin).run(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
