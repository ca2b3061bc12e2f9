// SPDX-License-Identifier: Apache-2.0
// Two small readers with one result: members that are scalars or lists of these are properties, all else are blocks.
#include "inventory/shorthand.hpp"

#include "support/ascii.hpp"
#include "support/json.hpp"

#include <cstddef>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

namespace json = support::json;

constexpr std::size_t max_depth = 8;  // brackets inside brackets; what the service takes has four

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

// `FieldSelectors`, a list of blocks: each is a `field_selector`.
std::string block_type(std::string_view key) {
  std::string out = snake_case(key);
  if (out == "field_selectors") out.pop_back();
  return out;
}

std::string scalar(const json::value& v) {
  if (v.is(json::kind::string)) return std::string(v.string());
  if (v.is(json::kind::number)) return std::string(v.spelling());
  return v.is(json::kind::true_) ? "true" : "false";
}

declaration from_json(const json::value& object, std::size_t depth);

void add_member(declaration& to, const json::value& member, std::size_t depth) {
  declared_property p{snake_case(member.key()), std::string(member.key())};
  const auto add = [&](const json::value& v) {
    const bool structure = v.is(json::kind::object) || v.is(json::kind::array);
    if (v.is(json::kind::object) && depth < max_depth) {
      to.blocks.push_back(from_json(v, depth + 1));
      to.blocks.back().type = block_type(member.key());
    } else if (structure) {
      p.open = true;
    } else {
      p.values.push_back(scalar(v));
    }
  };
  if (member.is(json::kind::null)) return;
  const std::size_t before = to.blocks.size();
  if (member.is(json::kind::array)) {
    for (auto each = member.first_child(); each; each = each->next_sibling()) add(*each);
  } else {
    add(member);
  }
  if (to.blocks.size() == before || p.open) to.properties.push_back(std::move(p));
}

declaration from_json(const json::value& object, std::size_t depth) {
  declaration out;
  for (auto each = object.first_child(); each; each = each->next_sibling()) add_member(out, *each, depth);
  return out;
}

std::optional<std::vector<declaration>> read_json(std::string_view word) {
  json::document document;
  if (document.parse(word)) return std::nullopt;
  const json::value root = document.root();
  if (root.is(json::kind::object)) return std::vector{from_json(root, 0)};
  std::vector<declaration> out;
  for (auto each = root.first_child(); each; each = each->next_sibling()) {
    if (!each->is(json::kind::object)) return std::nullopt;
    out.push_back(from_json(*each, 0));
  }
  return out;
}

// key=value,key=value; a value is bare, in quotes, [value,value] or {key=value,...}.
class shorthand {
 public:
  explicit shorthand(std::string_view text) : text_(text) {}

  std::optional<declaration> run() {
    declaration out;
    if (!read_members(out, '\0', 0)) return std::nullopt;
    return out;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool at_end() const { return at_ >= text_.size(); }

  void skip_space() { at_ = support::skip_json_space(text_, at_); }

  // Up to `close`, or with none to the end of the text.
  bool read_members(declaration& to, char close, std::size_t depth) {
    do {
      skip_space();
      const std::size_t begin = at_;
      while (support::is_ascii_letter(peek()) || support::is_digit(peek()) || (!at_end() && in_key(peek()))) ++at_;
      const std::string_view key = text_.substr(begin, at_ - begin);
      skip_space();
      if (key.empty() || peek() != '=') return false;
      ++at_;
      if (!read_value(to, key, close, depth)) return false;
    } while (take(','));
    if (close != '\0') return take(close);
    return at_end();
  }

  static bool in_key(char c) { return std::string_view{"_.-:/#@"}.find(c) != std::string_view::npos; }

  bool take(char c) {
    skip_space();
    if (at_end() || peek() != c) return false;
    ++at_;
    return true;
  }

  bool read_value(declaration& to, std::string_view key, char close, std::size_t depth) {
    declared_property p{snake_case(key), std::string(key)};
    skip_space();
    if (peek() == '[') {
      ++at_;
      return read_list(to, std::move(p), key, depth + 1);
    }
    if (peek() == '{') return read_block(to, key, depth + 1);
    do p.values.push_back(read_scalar(close));
    while (another_value(close));
    to.properties.push_back(std::move(p));
    return true;
  }

  bool read_block(declaration& to, std::string_view key, std::size_t depth) {
    if (depth > max_depth) return false;
    ++at_;
    declaration block;
    block.type = block_type(key);
    if (!read_members(block, '}', depth)) return false;
    to.blocks.push_back(std::move(block));
    return true;
  }

  bool read_list(declaration& to, declared_property p, std::string_view key, std::size_t depth) {
    const std::size_t before = to.blocks.size();
    while (!take(']')) {
      skip_space();
      if (at_end()) return false;
      if (peek() != '{') {
        p.values.push_back(read_scalar(']'));
      } else if (!read_block(to, key, depth)) {
        return false;
      }
      if (!take(',') && peek() != ']') return false;
    }
    if (to.blocks.size() == before) to.properties.push_back(std::move(p));
    return true;
  }

  // `a=x,y`: a comma behind which no key stands begins one more value.
  bool another_value(char close) {
    if (peek() != ',') return false;
    for (std::size_t i = at_ + 1; i <= text_.size(); ++i) {
      const char c = i < text_.size() ? text_[i] : ',';
      if (c == '=' || c == '\'' || c == '"') return false;
      if (c != ',' && c != close) continue;
      if (i == at_ + 1) return false;
      ++at_;
      return true;
    }
    return false;
  }

  std::string read_scalar(char close) {
    std::string out;
    if (peek() == '\'' || peek() == '"') {
      const char quote = text_[at_++];
      for (; !at_end() && peek() != quote; ++at_) {
        if (peek() == '\\' && at_ + 1 < text_.size()) ++at_;
        out += text_[at_];
      }
      if (!at_end()) ++at_;
      return out;
    }
    while (!at_end() && peek() != ',' && (close == '\0' || peek() != close)) out += text_[at_++];
    while (out.ends_with(' ')) out.pop_back();
    return out;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string snake_case(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_upper(c) && !out.empty() && out.back() != '_') out += '_';
    out += c == '-' ? '_' : lower(c);
  }
  return out;
}

std::string camel_case(std::string_view name, bool capital) {
  std::string out;
  bool next = capital;
  for (const char c : name) {
    if (c != '-') out += next && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    next = c == '-';
  }
  return out;
}

std::optional<std::vector<declaration>> read_structures(std::string_view word) {
  const std::size_t begin = support::skip_json_space(word, 0);
  if (begin < word.size() && (word[begin] == '[' || word[begin] == '{')) return read_json(word);
  auto one = shorthand(word).run();
  if (!one) return std::nullopt;
  return std::vector{std::move(*one)};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
