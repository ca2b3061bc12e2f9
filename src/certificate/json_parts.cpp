// SPDX-License-Identifier: Apache-2.0
// In go JSON values, out come numbers, facts and terms as certificates spell them. Every part has one spelling alone:
// no sign, no leading zero, no white space.
#include "certificate/json_parts.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

using support::json::kind;
using support::json::value;

// All of `text` as digits.
template <class Number>
bool read_digits(std::string_view text, Number& out) {
  const std::size_t sign = !text.empty() && text.front() == '-' ? 1 : 0;
  if (text.size() == sign || (text[sign] == '0' && text.size() > 1)) return false;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

COVERWATCH_FUNC bool read_part(const value& v, std::uint64_t& out) {
  return v.is(kind::number) && read_digits(v.spelling(), out);
}

COVERWATCH_FUNC bool read_part(const value& v, std::uint32_t& out) {
  return v.is(kind::number) && read_digits(v.spelling(), out);
}

COVERWATCH_FUNC bool read_part(const value& v, std::int64_t& out) {
  return v.is(kind::number) && read_digits(v.spelling(), out);
}

COVERWATCH_FUNC bool read_part(const value& v, bool& out) {
  out = v.is(kind::true_);
  return out || v.is(kind::false_);
}

COVERWATCH_FUNC bool read_part(const value& v, std::string& out) {
  if (!v.is(kind::string)) return false;
  out = v.string();
  return true;
}

COVERWATCH_FUNC bool read_fact(std::string_view text, fact& out) {
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    out.what = fact::says::present;
    return text.substr(colon) == ":present" && read_digits(text.substr(0, colon), out.term);
  }
  if (text.empty()) return false;
  const char sign = text.front();
  text.remove_prefix(1);
  const std::size_t bound = text.find('@');
  if (bound != std::string_view::npos) {
    out.what = fact::says::of_term;
    return sign == '+' && read_digits(text.substr(0, bound), out.number) &&
           read_digits(text.substr(bound + 1), out.term);
  }
  out.what = sign == '+' ? fact::says::holds : sign == '-' ? fact::says::fails : fact::says::formula;
  return (sign == '+' || sign == '-' || sign == '#') && read_digits(text, out.number);
}

COVERWATCH_FUNC bool read_part(const value& v, fact& out) { return v.is(kind::string) && read_fact(v.string(), out); }

COVERWATCH_FUNC bool read_part(const value& v, reason& out) {
  return v.is(kind::number) ? read_part(v, out.node) : read_part(v, out.fact);
}

// [1, "name", "a"], [1, "index", 0], [1, "some"]; of messages [0, "token", 2], [0, "token", -1], [0, "rest", 2].
COVERWATCH_FUNC bool read_part(const value& v, term& out) {
  const auto parent = v.is(kind::array) ? v.first_child() : std::nullopt;
  const auto how = parent ? parent->next_sibling() : std::nullopt;
  if (!how || !how->is(kind::string) || !read_part(*parent, out.parent)) return false;
  const auto which = how->next_sibling();
  if (how->string() == "some") {
    out.how = term::step::some;
    return !which;
  }
  if (!which || which->next_sibling()) return false;
  if (how->string() == "name") {
    out.how = term::step::name;
    return read_part(*which, out.name);
  }
  if (how->string() == "token" && which->is(kind::number) && which->spelling().starts_with('-')) {
    out.how = term::step::last;
    return read_digits(which->spelling().substr(1), out.index) && out.index > 0;
  }
  const bool is_index = how->string() == "index";
  out.how = is_index ? term::step::index : how->string() == "token" ? term::step::token : term::step::rest;
  if (!is_index && out.how == term::step::rest && how->string() != "rest") return false;
  return read_part(*which, out.index) && (is_index || out.index > 0);
}

COVERWATCH_FUNC bool read_part(const value& v, text_cell& out) {
  switch (v.what()) {
    case kind::null: out = text_null{}; return true;
    case kind::number: return read_part(v, out.emplace<std::uint64_t>());
    case kind::array: return read_part(v, out.emplace<std::vector<std::uint32_t>>());
    case kind::string: return read_part(v, out.emplace<std::string>());
    case kind::false_:
    case kind::true_:
    case kind::object: break;
  }
  return false;
}

// 3, or [0].
COVERWATCH_FUNC bool read_part(const value& v, deal_part& out) {
  out.is_like = v.is(kind::array) && v.size() == 1;
  return read_part(out.is_like ? *v.first_child() : v, out.number);
}

// [0, "1"].
COVERWATCH_FUNC bool read_part(const value& v, number_search::node& out) {
  const auto parent = v.is(kind::array) ? v.first_child() : std::nullopt;
  const auto character = parent ? parent->next_sibling() : std::nullopt;
  if (!character || character->next_sibling() || !character->is(kind::string) || character->string().size() != 1)
    return false;
  out.character = character->string().front();
  return read_part(*parent, out.parent);
}

// ["+0", 3], ["#2", "-1"].
COVERWATCH_FUNC bool read_part(const value& v, std::pair<fact, reason>& out) {
  const auto part = v.is(kind::array) ? v.first_child() : std::nullopt;
  const auto why = part ? part->next_sibling() : std::nullopt;
  return why && !why->next_sibling() && read_part(*part, out.first) && read_part(*why, out.second);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
