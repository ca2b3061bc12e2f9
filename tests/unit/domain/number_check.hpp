// SPDX-License-Identifier: Apache-2.0
// Checks a proof that no number is a member, by the words of src/domain/number.hpp alone. In go a question and a proof,
// out comes why the proof does not hold, or nothing. Shares no code with the search: states are made anew for each
// text, and neighbours come from the C library. Slow.
#pragma once

#include "number_asked.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <set>
#include <string>

namespace number_tests {

struct edge {
  std::optional<support::decimal_view> at;
  bool closed = false;
  bool right(bool is_lower, const support::decimal_view& value) const {
    if (!at) return true;
    const auto order = support::compare(value, *at);
    return order == 0 ? closed : (order > 0) == is_lower;
  }
};

inline std::string digits_of(double d) {  // in scientific form, so that JSON takes it for a double
  std::array<char, 64> text;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), d, std::chars_format::scientific).ptr};
}

inline support::decimal value_of(double d) { return support::parse_decimal(digits_of(d)).value(); }

inline std::string next_integer(std::string text) {  // away from zero when not below
  if (text[0] != '-') {
    for (std::size_t at = text.size(); at-- > 0; text[at] = '0')
      if (text[at] != '9') return ++text[at], text;
    return "1" + text;
  }
  for (std::size_t at = text.size(); at-- > 1; text[at] = '9')
    if (text[at] != '0') {
      --text[at];
      break;
    }
  const std::size_t first = text.find_first_not_of('0', 1);
  return first == std::string::npos ? "0" : "-" + text.substr(first);
}

class checker {
 public:
  checker(const number_question& question, const number_proof& proof) : question_(question), proof_(proof) {}

  std::string run() {
    for (const number_refusal& r : proof_.refused)
      if (!refuses(r)) return "refused without reason: " + r.spelling;
    for (const char* infinity : {"1e309", "-1e309"})
      if (!is_refused(number_kind::infinity, infinity)) return "an infinity is left";
    std::string fault = check(proof_.integers, true);
    return fault.empty() ? check(proof_.doubles, false) : fault;
  }

 private:
  const number_test* test_at(const number_place& place) const {
    const auto& tests = place.outside ? question_.outside : question_.inside;
    return place.index < tests.size() ? &tests[place.index] : nullptr;
  }

  bool refuses(const number_refusal& r) const {
    const number_test* test = test_at(r.test);
    if (test == nullptr) return false;
    if (const auto* c = std::get_if<number_comparison>(test); c && r.kind == number_kind::integer) {
      return value_passes(*c, support::parse_decimal(r.spelling).value().view()) == r.test.outside;
    }
    if (support::spelled_as_integer(r.spelling) != (r.kind == number_kind::integer)) return false;
    return passes(*test, support::json_number(r.spelling)) == r.test.outside;
  }

  bool is_refused(number_kind kind, const std::string& spelling) const {
    return std::any_of(proof_.refused.begin(), proof_.refused.end(), [&](const number_refusal& r) {
      if (r.kind != kind) return false;
      if (kind == number_kind::integer)
        return support::parse_decimal(r.spelling).value() == support::parse_decimal(spelling).value();
      return support::json_number(r.spelling).text() == support::json_number(spelling).text();
    });
  }

  // The edge that a test and an excluded value make; nothing when they make none.
  std::optional<edge> edge_of(bool is_lower, const number_place& place, const number_place& point) const {
    edge e;
    if (place.index == number_place::nowhere) return e;
    const number_test* test = test_at(place);
    const auto* c = test ? std::get_if<number_comparison>(test) : nullptr;
    if (c == nullptr) return std::nullopt;
    const bool greater = c->how == number_relation::greater || c->how == number_relation::greater_equal;
    const bool less = c->how == number_relation::less || c->how == number_relation::less_equal;
    const bool equal = c->how == number_relation::greater_equal || c->how == number_relation::less_equal;
    if (!greater && !less) return std::nullopt;
    if ((place.outside ? less : greater) != is_lower) return std::nullopt;
    e.at = c->bound;
    e.closed = equal != place.outside;
    if (point.index == number_place::nowhere) return e;
    const auto* p = test_at(point) ? std::get_if<number_comparison>(test_at(point)) : nullptr;
    if (p == nullptr || !point.outside || p->how != number_relation::equal) return std::nullopt;
    if (support::compare(p->bound, *e.at) != 0) return std::nullopt;
    e.closed = false;
    return e;
  }

  std::string check(const number_part_proof& part, bool integers) {
    const auto lower = edge_of(true, part.lower, part.lower_point);
    const auto upper = edge_of(false, part.upper, part.upper_point);
    if (!lower || !upper) return "an edge is none";
    lower_ = *lower;
    upper_ = *upper;
    switch (part.why) {
      case number_reason::one: return check_one(part, integers);
      case number_reason::infinite: return check_infinite(part);
      case number_reason::bounds: {
        if (!lower_.at || !upper_.at) return "no bounds";
        const auto order = support::compare(*lower_.at, *upper_.at);
        return order > 0 || (order == 0 && !(lower_.closed && upper_.closed)) ? "" : "the bounds leave something";
      }
      case number_reason::between: return integers ? check_between_integers(part) : check_between_doubles(part);
      case number_reason::texts: return check_texts(part, integers);
    }
    return "no reason";
  }

  std::string check_infinite(const number_part_proof& part) const {
    const number_test* test = test_at(part.because);
    const auto* c = test ? std::get_if<number_comparison>(test) : nullptr;
    return c && part.because.outside && c->how == number_relation::finite ? "" : "it takes finite numbers";
  }

  std::string check_one(const number_part_proof& part, bool integers) const {
    const number_test* test = test_at(part.because);
    if (test == nullptr || part.because.outside) return "because of nothing";
    if (const auto* literal = std::get_if<number_literal>(test)) {
      const std::string text(literal->text);
      const bool is_number = support::split_number(text) && (std::isdigit(text[0]) || text[0] == '-');
      if (!is_number || support::spelled_as_integer(text) != integers || support::json_number(text).text() != text)
        return "";
      return is_refused(integers ? number_kind::integer : number_kind::decimal, text) ? "" : "the one text is left";
    }
    const auto* c = std::get_if<number_comparison>(test);
    if (c == nullptr || c->how != number_relation::equal) return "because of something else";
    const support::decimal_view v = c->bound;
    const std::string spelling =
        (v.negative ? "-0." : "0.") + std::string(v.digits.empty() ? "0" : v.digits) + "e" + std::to_string(v.exponent);
    if (integers) {
      const bool whole = v.exponent >= static_cast<std::int64_t>(v.digits.size());
      return !whole || is_refused(number_kind::integer, spelling) ? "" : "the one integer is left";
    }
    const support::json_number number(spelling);
    if (!number.value() || support::compare(*number.value(), v) != 0) return "";
    if (v.digits.empty() && !is_refused(number_kind::decimal, "-0.0")) return "-0.0 is left";
    return is_refused(number_kind::decimal, spelling) ? "" : "the one double is left";
  }

  std::string check_between_integers(const number_part_proof& part) const {
    if (part.below.empty() || part.above.empty()) return "integers have no end";
    if (lower_.right(true, support::parse_decimal(part.below)->view())) return "below is inside";
    if (upper_.right(false, support::parse_decimal(part.above)->view())) return "above is inside";
    if (support::compare(support::parse_decimal(part.below)->view(), support::parse_decimal(part.above)->view()) >= 0)
      return "the wrong way round";
    for (std::string at = next_integer(part.below); at != part.above; at = next_integer(at))
      if (!is_refused(number_kind::integer, at)) return "left: " + at;
    return "";
  }

  std::string check_between_doubles(const number_part_proof& part) const {
    const double infinity = std::numeric_limits<double>::infinity();
    double at = -std::numeric_limits<double>::max();
    double end = infinity;
    if (!part.below.empty()) {
      at = std::strtod(part.below.c_str(), nullptr);
      if (lower_.right(true, value_of(at).view())) return "below is inside";
      at = std::nextafter(at, infinity);
    }
    if (!part.above.empty()) {
      end = std::strtod(part.above.c_str(), nullptr);
      if (upper_.right(false, value_of(end).view())) return "above is inside";
    }
    for (; at < end; at = std::nextafter(at, infinity)) {
      if (!is_refused(number_kind::decimal, digits_of(at))) return "left: " + digits_of(at);
      if (at == 0 && !is_refused(number_kind::decimal, digits_of(-at))) return "left: the other zero";
    }
    return "";
  }

  // --- Searches.

  std::string check_texts(const number_part_proof& part, bool integers) {
    using texts = number_text_search::texts;
    for (const number_text_search& search : part.searches) {
      const std::string fault = check_search(search);
      if (!fault.empty()) return fault;
      if (search.kind == texts::any) return "";
    }
    return integers ? check_all_integers(part) : check_all_doubles(part);
  }

  bool holds(const support::decimal_view& value) const {
    return lower_.right(true, value) && upper_.right(false, value);
  }

  // No number of this sign but zero is within the edges.
  bool sign_is_out(bool negative) const {
    const edge& far = negative ? lower_ : upper_;
    return far.at && (far.at->digits.empty() || far.at->negative != negative);
  }

  std::string check_all_integers(const number_part_proof& part) const {
    if (!is_refused(number_kind::integer, "0")) return "0 is left";
    for (const bool negative : {false, true}) {
      const bool found = std::any_of(part.searches.begin(), part.searches.end(), [&](const number_text_search& s) {
        return s.kind == number_text_search::texts::integers && s.negative == negative;
      });
      if (!found && !sign_is_out(negative)) return "integers of one sign are left";
    }
    return "";
  }

  std::string check_all_doubles(const number_part_proof& part) const {
    double at = 0;
    for (int i = 0; i < 64; ++i, at = std::nextafter(at, 1.0))
      for (const double d : {at, -at})
        if (holds(value_of(d).view()) && !is_refused(number_kind::decimal, digits_of(d)))
          return "left: " + digits_of(d);
    for (const bool negative : {false, true})
      for (std::int64_t e = value_of(at).exponent; e <= 309; ++e)
        if (!sign_is_out(negative) && exponent_is_in(negative, e, value_of(at)) && !is_searched(part, negative, e))
          return "left: doubles of exponent " + std::to_string(e);
    return "";
  }

  bool exponent_is_in(bool negative, std::int64_t e, const support::decimal&) const {
    const edge& near = negative ? upper_ : lower_;
    const edge& far = negative ? lower_ : upper_;
    if (near.at && near.at->negative == negative && !near.at->digits.empty() && near.at->exponent > e) return false;
    return !far.at || far.at->exponent >= e;
  }

  bool is_searched(const number_part_proof& part, bool negative, std::int64_t e) const {
    return std::any_of(part.searches.begin(), part.searches.end(), [&](const number_text_search& s) {
      return s.kind == number_text_search::texts::decimals && s.negative == negative && s.first_exponent <= e &&
             e <= s.last_exponent;
    });
  }

  std::string check_search(const number_text_search& search) const {
    std::vector<std::string> texts;
    std::set<std::string> states;
    for (std::size_t i = 0; i < search.nodes.size(); ++i) {
      if (i > 0 && search.nodes[i].parent >= i) return "a node before its parent";
      texts.push_back(i == 0 ? "" : texts[search.nodes[i].parent] + search.nodes[i].character);
      const auto state = state_of(search, texts.back());
      if (state) states.insert(*state);
      if (state && is_whole_member(search, texts.back())) return "a member: " + texts.back();
    }
    if (texts.empty()) return "no nodes";
    for (const std::string& text : texts)
      for (const char c : std::string_view("0123456789-.E")) {
        const auto state = state_of(search, text + c);
        if (state && states.count(*state) == 0) return "not closed at " + text + c;
      }
    return "";
  }

  // Nothing when the text can no longer become one.
  std::optional<std::string> state_of(const number_text_search& search, const std::string& text) const {
    std::string state;
    if (search.kind != number_text_search::texts::any && !add_shape(search, text, state)) return std::nullopt;
    for (const number_test& test : question_.inside)
      if (!add_automaton(test, text, state)) return std::nullopt;
    if (search.kind == number_text_search::texts::any) return state;
    for (const number_test& test : question_.outside) add_automaton(test, text, state);
    for (std::size_t i = 0; i < question_.outside.size(); ++i)
      if (begins_excluded(question_.outside[i], search, text)) state += "x" + std::to_string(i);
    return state;
  }

  bool begins_excluded(const number_test& test, const number_text_search& search, const std::string& text) const {
    if (const auto* literal = std::get_if<number_literal>(&test)) return literal->text.starts_with(text);
    const auto* c = std::get_if<number_comparison>(&test);
    if (c == nullptr || c->how != number_relation::equal) return false;
    return excluded_text(*c, search.kind == number_text_search::texts::integers).starts_with(text);
  }

  std::string excluded_text(const number_comparison& c, bool integer) const {
    const support::decimal_view v = c.bound;
    const std::string sign = v.negative ? "-" : "";
    if (!holds(v)) return "(none)";
    if (integer) {
      if (v.exponent < static_cast<std::int64_t>(v.digits.size())) return "(none)";
      std::string digits(v.digits);
      digits.resize(static_cast<std::size_t>(v.exponent), '0');
      return sign + digits;
    }
    const std::string spelling = sign + "0." + std::string(v.digits) + "0e" + std::to_string(v.exponent);
    const support::json_number number(spelling);
    return number.value() && support::compare(*number.value(), v) == 0 ? std::string(number.text()) : "(none)";
  }

  // False when it is lost for good.
  static bool add_automaton(const number_test& test, const std::string& text, std::string& state) {
    if (const auto* regex = std::get_if<number_regex>(&test)) return add_regex(*regex->automaton, text, state);
    if (const auto* wildcard = std::get_if<number_wildcard>(&test)) return add_wildcard(*wildcard, text, state);
    return true;
  }

  static bool add_regex(const support::regex& regex, const std::string& text, std::string& state) {
    std::vector<support::regex::word> places(regex.words());
    regex.start(places.data());
    for (const char c : text) {
      if (regex.accepts_here(places.data())) break;
      regex.step(places.data(), static_cast<unsigned char>(c));
    }
    const bool found = regex.accepts_here(places.data());
    state += found ? "found" : "";
    bool any = found;
    for (const auto word : places) {
      if (!found) state += std::to_string(word) + ",";
      any = any || word != 0;
    }
    return any;
  }

  static bool add_wildcard(const number_wildcard& wildcard, std::string rest, std::string& state) {
    const auto& pieces = wildcard.pieces->pieces;
    std::size_t placed = 0;
    if (!pieces[0].starts_with(rest.substr(0, pieces[0].size()))) return state += "lost", false;
    if (rest.size() < pieces[0].size()) return state += "0:" + rest, true;
    rest.erase(0, pieces[0].size());
    for (placed = 1; placed + 1 < pieces.size(); ++placed) {
      const std::size_t at = rest.find(pieces[placed]);
      if (at == std::string::npos) break;
      rest.erase(0, at + pieces[placed].size());
    }
    const std::string& next = pieces[placed];
    if (next.empty()) return state += "found", true;
    if (placed + 1 == pieces.size() && wildcard.dialect == coverwatch::wildcards::leftmost) {
      const std::size_t at = rest.find(next);
      if (at != std::string::npos && at + next.size() < rest.size()) return state += "lost", false;
    }
    for (std::size_t n = std::min(next.size(), rest.size());; --n)
      if (rest.ends_with(next.substr(0, n))) return state += std::to_string(placed) + ":" + next.substr(0, n), true;
  }

  // How the digits compare with as many of a bound's: '<', '=' or '>'.
  static char compare_digits(const std::string& digits, std::string_view bound) {
    std::string other(bound.substr(0, digits.size()));
    other.resize(digits.size(), '0');
    return digits < other ? '<' : digits == other ? '=' : '>';
  }

  bool add_shape(const number_text_search& search, const std::string& text, std::string& state) const {
    const bool integers = search.kind == number_text_search::texts::integers;
    const std::string sign = search.negative ? "-" : "";
    if (!sign.starts_with(text.substr(0, sign.size()))) return false;
    if (text.size() < sign.size()) return state += "sign", true;
    return integers ? add_integer(search, text.substr(sign.size()), state)
                    : add_decimal(search, text.substr(sign.size()), state);
  }

  // A bound of the size, when it lies on this side of zero.
  std::optional<edge> near_edge(const number_text_search& s) const {
    edge e = s.negative ? upper_ : lower_;
    return e.at && !e.at->digits.empty() && e.at->negative == s.negative ? std::optional(e) : std::nullopt;
  }
  std::optional<edge> far_edge(const number_text_search& s) const {
    edge e = s.negative ? lower_ : upper_;
    if (e.at && static_cast<std::size_t>(std::max<std::int64_t>(e.at->exponent, 0)) > question_.room) e = {};
    return e.at ? std::optional(e) : std::nullopt;
  }

  bool add_integer(const number_text_search& search, const std::string& digits, std::string& state) const {
    if (digits.find_first_not_of("0123456789") != std::string::npos || digits.starts_with('0')) return false;
    auto near = near_edge(search);
    const auto far = far_edge(search);
    if (near && near->at->exponent > static_cast<std::int64_t>(question_.room)) near = std::nullopt;
    const auto count = static_cast<std::int64_t>(digits.size());
    if (far && count > far->at->exponent) return false;
    const std::int64_t most = far ? far->at->exponent : near ? std::max<std::int64_t>(near->at->exponent, 0) + 1 : 1;
    state += "i" + std::to_string(std::min(count, most));
    if (near && count <= near->at->exponent) state += compare_digits(digits, near->at->digits);
    if (far) state += compare_digits(digits, far->at->digits);
    return true;
  }

  // The digits of a decimal, from the first that is not 0 on, and what is left of the text behind them.
  bool add_decimal(const number_text_search& search, const std::string& text, std::string& state) const {
    const bool plain = search.first_exponent > -3 && search.first_exponent <= 7;
    const std::size_t whole = plain ? static_cast<std::size_t>(std::max<std::int64_t>(search.first_exponent, 0)) : 1;
    const std::size_t e = text.find('E');
    const std::string mantissa = text.substr(0, e);
    const std::string head = whole > 0 ? "" : "0." + std::string(static_cast<std::size_t>(-search.first_exponent), '0');
    if (!head.starts_with(mantissa.substr(0, head.size()))) return false;
    if (mantissa.size() < head.size()) return state += "head" + mantissa, e == std::string::npos;
    std::string digits = mantissa.substr(head.size());
    const bool pointed = whole == 0 || digits.size() > whole;
    if (whole > 0 && digits.size() > whole) {
      if (digits[whole] != '.') return false;
      digits.erase(whole, 1);
    }
    if (digits.find_first_not_of("0123456789") != std::string::npos || digits.starts_with('0') || digits.size() > 17)
      return false;
    const std::size_t behind = pointed ? digits.size() - whole : 0;
    const bool zero_last = behind > 0 && digits.back() == '0';
    const bool complete = behind > 0 && (!zero_last || (behind == 1 && whole > 0));
    const std::string compared = bounds_of(search, digits, complete);
    if (compared.find('!') != std::string::npos) return false;
    if (e == std::string::npos) {
      state += "d" + std::to_string(digits.size()) + (pointed ? "." : "") + (zero_last ? "z" : "") +
               std::to_string(std::min<std::size_t>(behind, 2)) + compared.substr(0, compared.find(';'));
      return true;
    }
    if (plain || !complete || compared.ends_with(";out")) return false;
    return state += text.substr(e), exponent_goes_on(search, text.substr(e + 1));
  }

  static bool exponent_goes_on(const number_text_search& search, const std::string& begun) {
    for (std::int64_t x = search.first_exponent; x <= search.last_exponent; ++x)
      if (std::to_string(x - 1).starts_with(begun)) return true;
    return false;
  }

  // How the digits compare with both bounds; `!` when no more digits help, `;out` when as they stand they are outside.
  std::string bounds_of(const number_text_search& search, const std::string& digits, bool) const {
    std::string low = "-", high = "-";
    bool out = false;
    const auto see = [&](const edge& e, bool near) {
      const char order = compare_digits(digits, e.at->digits);
      (near ? low : high) = (near ? order == '<' : order == '>') ? '!' : order;
      const bool longer = e.at->digits.size() > digits.size();
      if (order == '=') out = out || (near ? longer || !e.closed : !longer && !e.closed);
    };
    const bool alone = search.first_exponent == search.last_exponent;
    edge least, most;
    const support::decimal last = value_of(std::numeric_limits<double>::max());
    const support::decimal first = value_of(64 * std::numeric_limits<double>::denorm_min());
    least = {first.view(), true};
    most = {last.view(), true};
    if (auto near = near_edge(search); near && support::compare(absolute(*near->at), first.view()) >= 0) least = *near;
    if (auto far = far_edge(search); far && support::compare(absolute(*far->at), last.view()) <= 0) most = *far;
    if (alone && least.at->exponent == search.first_exponent) see(least, true);
    if (alone && most.at->exponent == search.first_exponent) see(most, false);
    return low + high + (out ? ";out" : "");
  }
  static support::decimal_view absolute(support::decimal_view v) {
    v.negative = false;
    return v;
  }

  bool is_whole_member(const number_text_search& search, const std::string& text) const {
    for (const number_test& test : question_.inside)
      if (!std::holds_alternative<number_comparison>(test) && !text_passes(test, text)) return false;
    if (search.kind == number_text_search::texts::any) return true;
    for (const number_test& test : question_.outside)
      if (!std::holds_alternative<number_comparison>(test) && text_passes(test, text)) return false;
    const auto value = support::parse_decimal(text);
    if (!value || !holds(value->view())) return false;
    const bool integers = search.kind == number_text_search::texts::integers;
    if (integers != support::spelled_as_integer(text)) return false;
    return is_member(question_, text) || support::json_number(text).text() != text;
  }

  const number_question& question_;
  const number_proof& proof_;
  edge lower_, upper_;
};

inline std::string fault_of(const number_question& question, const number_proof& proof) {
  return checker(question, proof).run();
}

}  // namespace number_tests
