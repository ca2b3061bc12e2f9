// SPDX-License-Identifier: Apache-2.0
// How constants are spelled for Z3, and what wildcards and expressions are in its terms.
#include "z3_texts.hpp"

#include "support/json.hpp"
#include "support/number.hpp"
#include "support/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace z3_judge {

namespace logic = coverwatch::logic;
namespace support = coverwatch::support;

namespace {

constexpr std::int64_t most_zeros = 400;  // that a constant's exponent stands for
constexpr char32_t last_character = 0x2ffff;

bool is_json_number(const std::string& text) {
  support::json::document document;
  return !document.parse(text) && document.root().is(support::json::kind::number) &&
         document.root().end() == text.size() && document.root().begin() == 0;
}

// Whether some character of the text is `first` or a later one.
bool spells(const std::string& text, char32_t first) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = support::decode(text, at);
    if (c.code_point >= first) return true;
    at += c.length;
  }
  return false;
}

// As Z3 reads a string: everything but plain ASCII as an escape.
std::string escaped(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = support::decode(text, at);
    at += c.length;
    if (c.code_point >= ' ' && c.code_point < 127 && c.code_point != '\\') {
      out += static_cast<char>(c.code_point);
      continue;
    }
    std::string hexadecimal;
    for (char32_t rest = c.code_point; rest > 0 || hexadecimal.empty(); rest /= 16)
      hexadecimal.insert(0, 1, digits[rest % 16]);
    out += "\\u{" + hexadecimal + "}";
  }
  return out;
}

z3::expr joined(z3::context& z3, const z3::expr_vector& parts) {
  return parts.empty() ? z3::to_re(z3.string_val("")) : parts.size() == 1 ? parts[0] : z3::concat(parts);
}

z3::expr any_of(const std::vector<z3::expr>& parts) {
  z3::expr out = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) out = out + parts[i];
  return out;
}

}  // namespace

std::optional<std::string> fraction(const support::decimal_view& d) {
  if (d.exponent > most_zeros || d.exponent < -most_zeros) return std::nullopt;
  if (d.digits.empty()) return "0";
  const auto digits = static_cast<std::int64_t>(d.digits.size());
  std::string out = (d.negative ? "-" : "") + std::string(d.digits);
  if (d.exponent >= digits) return out + std::string(static_cast<std::size_t>(d.exponent - digits), '0');
  return out + "/1" + std::string(static_cast<std::size_t>(digits - d.exponent), '0');
}

std::optional<number_of_text> number_with(const std::string& text) {
  if (!is_json_number(text)) return std::nullopt;
  const support::json_number n(text);
  if (n.text() != text || !n.value()) return std::nullopt;
  const auto value = fraction(*n.value());
  if (!value) return std::nullopt;
  return number_of_text{support::spelled_as_integer(text), *value};
}

// Expressions and numbers are ASCII.
bool is_spelled(const logic::operand& v) {
  if (const auto* text = std::get_if<logic::text_operand>(&v)) return !spells(text->text, last_character + 1);
  const auto* w = std::get_if<logic::wildcard_operand>(&v);
  return w == nullptr || std::none_of(w->pieces.pieces.begin(), w->pieces.pieces.end(),
                                      [](const std::string& piece) { return spells(piece, last_character + 1); });
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto end = text.find('}', at);
    if (!text.substr(at).starts_with("\\u{") || end == std::string_view::npos) {
      out += text[at];
      continue;
    }
    std::uint32_t c = 0;
    std::from_chars(text.data() + at + 3, text.data() + end, c, 16);
    support::append_utf8(out, c);
    at = end;
  }
  return out;
}

z3::expr texts::literal(std::string_view text) const {
  const std::string spelled = escaped(text);
  return z3.string_val(spelled.c_str());
}

z3::sort texts::expressions() const {
  z3::sort strings = z3.string_sort();
  return z3.re_sort(strings);
}
z3::expr texts::everything() const { return z3::re_full(expressions()); }

z3::expr texts::characters(char32_t first, char32_t last) const {
  std::string from, to;
  support::append_utf8(from, first);
  support::append_utf8(to, last);
  return z3::range(literal(from), literal(to));
}

z3::expr texts::expression(const support::character_set& set) const {
  std::vector<z3::expr> ranges;
  for (char32_t c = 0; c < 256; ++c) {
    if (!set.low[c]) continue;
    const char32_t first = c;
    while (c + 1 < 256 && set.low[c + 1]) ++c;
    ranges.push_back(characters(first, c));
  }
  if (set.high) ranges.push_back(characters(256, last_character));
  return ranges.empty() ? z3::re_empty(expressions()) : any_of(ranges);
}

z3::expr texts::expression(const support::regex_branch& b) const {
  z3::expr_vector parts(z3);
  if (!b.anchored_start) parts.push_back(everything());
  for (const auto& position : b.positions) {
    const z3::expr set = expression(position.set);
    using how = support::regex_position::kind;
    parts.push_back(position.how == how::once ? set : position.how == how::optional ? z3::option(set) : z3::star(set));
  }
  if (!b.anchored_end) parts.push_back(everything());
  return joined(z3, parts);
}

z3::expr texts::found(const z3::expr& text, const logic::regex_operand& r) const {
  const auto branches = *support::parse_regex(r.body, std::numeric_limits<std::size_t>::max());
  if (branches.empty()) return z3.bool_val(false);
  std::vector<z3::expr> all;
  for (const auto& b : branches) all.push_back(expression(b));
  return z3::in_re(text, any_of(all));
}

z3::expr texts::matches(const z3::expr& text, const support::wildcard_pieces& w) const {
  const auto& pieces = w.pieces;
  if (support::matches_everything(w)) return z3.bool_val(true);
  if (pieces.size() == 2 && pieces[1].empty()) return z3::prefixof(literal(pieces[0]), text);
  if (pieces.size() == 2 && pieces[0].empty()) return z3::suffixof(literal(pieces[1]), text);
  if (pieces.size() == 3 && pieces[0].empty() && pieces[2].empty()) return text.contains(literal(pieces[1]));
  z3::expr_vector parts(z3);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) parts.push_back(everything());
    if (!pieces[i].empty()) parts.push_back(z3::to_re(literal(pieces[i])));
  }
  return z3::in_re(text, joined(z3, parts));
}

}  // namespace z3_judge
