// SPDX-License-Identifier: Apache-2.0
// In goes a proof about numbers, out comes whether each number refused is refused, and whether none but those is left.
// Counts what lies between two numbers by comparing it with the list of those refused. Texts are searched elsewhere.
#include "certificate/numbers.hpp"

#include "support/number.hpp"

#include <algorithm>
#include <compare>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

class number_checker {
 public:
  number_checker(const number_question& question, const number_proof& proof, work& left)
      : q_(question), p_(proof), left_(left) {}

  std::string run() {
    for (const refused_number& r : p_.refused) {
      const std::string number = std::to_string(&r - p_.refused.data());
      if (!take(r))
        return left_.left > 0 ? "refused number " + number + " is none, or passes" : std::string(too_much_work);
    }
    std::sort(integers_.begin(), integers_.end(), less);
    std::sort(doubles_.begin(), doubles_.end());
    const bool twice = std::adjacent_find(integers_.begin(), integers_.end()) != integers_.end() ||
                       std::adjacent_find(doubles_.begin(), doubles_.end()) != doubles_.end();
    if (twice) return "a number is refused twice";
    if (!infinite_ || !minus_infinite_) return "an infinity is left";
    std::string fault = check(p_.integers, true);
    if (fault.empty()) fault = check(p_.doubles, false);
    return left_.left > 0 ? fault : std::string(too_much_work);
  }

 private:
  static bool less(const support::decimal& a, const support::decimal& b) {
    return support::compare(a.view(), b.view()) < 0;
  }

  const number_test* test_at(const test_place& place) const {
    const auto& tests = place.outside ? q_.outside : q_.inside;
    return place.index < tests.size() ? &tests[place.index] : nullptr;
  }
  template <class Test>
  const Test* test_at(const std::optional<test_place>& place) const {
    const number_test* test = place ? test_at(*place) : nullptr;
    return test != nullptr ? std::get_if<Test>(test) : nullptr;
  }

  // --- Refused numbers.

  bool take(const refused_number& r) {
    const number_test* test = test_at(r.by);
    if (test == nullptr || !left_.spend(r.spelling.size() + 1)) return false;
    switch (r.what) {
      case number_class::integer: return take_integer(r, *test);
      case number_class::decimal: return take_decimal(r, *test);
      case number_class::infinity: return take_infinity(r, *test);
    }
    return false;
  }

  // With an exponent the value alone is known: nobody could write all of its digits.
  bool take_integer(const refused_number& r, const number_test& test) {
    if (!is_number_spelling(r.spelling)) return false;
    const auto value = support::parse_decimal(r.spelling);
    if (!value || value->exponent < static_cast<std::int64_t>(value->digits.size())) return false;
    integers_.push_back(*value);
    if (const auto* compared = std::get_if<value_test>(&test))
      return passes_value(*compared, value->view()) == r.by.outside;
    if (!support::spelled_as_integer(r.spelling) || !spend_on(test, r.spelling.size())) return false;
    return passes_text(test, support::json_number(r.spelling).text()) == r.by.outside;
  }

  bool take_decimal(const refused_number& r, const number_test& test) {
    if (!is_number_spelling(r.spelling) || support::spelled_as_integer(r.spelling)) return false;
    const auto place = double_of_spelling(r.spelling);
    const support::json_number number(r.spelling);
    if (!place || !number.value()) return false;
    doubles_.push_back(*place);
    if (const auto* compared = std::get_if<value_test>(&test))
      return passes_value(*compared, *number.value()) == r.by.outside;
    return spend_on(test, number.text().size()) && passes_text(test, number.text()) == r.by.outside;
  }

  bool take_infinity(const refused_number& r, const number_test& test) {
    if (r.spelling != "1e309" && r.spelling != "-1e309") return false;
    const bool negative = r.spelling[0] == '-';
    if (std::exchange(negative ? minus_infinite_ : infinite_, true)) return false;
    if (std::holds_alternative<value_test>(test)) return !r.by.outside;
    return spend_on(test, r.spelling.size()) && passes_text(test, negative ? "-Infinity" : "Infinity") == r.by.outside;
  }

  bool spend_on(const number_test& test, std::size_t length) {
    std::size_t each = 1;
    if (const auto* regex = std::get_if<regex_test>(&test)) each += regex->automaton->words();
    if (const auto* wildcard = std::get_if<wildcard_test>(&test)) each += wildcard->pieces->pieces.size();
    return left_.spend((length + 1) * each);
  }

  bool is_refused(const support::decimal& integer) const {
    return std::binary_search(integers_.begin(), integers_.end(), integer, less);
  }
  bool is_refused(double_place place) const { return std::binary_search(doubles_.begin(), doubles_.end(), place); }

  // --- Bounds.

  // False when the fact is none.
  bool read_bound(const std::optional<test_place>& place, const std::optional<test_place>& point, bool is_lower,
                  number_bound& out) const {
    if (!place) return !point;
    const auto* test = test_at<value_test>(place);
    if (test == nullptr) return false;
    switch (test->how) {
      case comparison::equal:
        if (place->outside) return false;
        out = {test->bound, true};
        break;
      case comparison::greater:
      case comparison::greater_equal:
        if (place->outside == is_lower) return false;
        out = {test->bound, (test->how == comparison::greater_equal) != place->outside};
        break;
      case comparison::less:
      case comparison::less_equal:
        if (place->outside != is_lower) return false;
        out = {test->bound, (test->how == comparison::less_equal) != place->outside};
        break;
      case comparison::finite: return false;
    }
    if (!point) return true;
    const auto* taken = test_at<value_test>(point);
    if (taken == nullptr || !point->outside || taken->how != comparison::equal) return false;
    out.closed = false;
    return support::compare(taken->bound, test->bound) == 0;
  }

  // --- Why nothing else is left.

  std::string check(const number_part& part, bool integers) {
    bounds_ = {};
    if (!read_bound(part.lower, part.lower_point, true, bounds_.lower)) return "the lower edge is none";
    if (!read_bound(part.upper, part.upper_point, false, bounds_.upper)) return "the upper edge is none";
    switch (part.why) {
      case number_why::one: return check_one(part, integers);
      case number_why::infinite: return check_infinite(part);
      case number_why::bounds: return check_bounds();
      case number_why::between: return integers ? check_integers_between(part) : check_doubles_between(part);
      case number_why::texts: return check_texts(part, integers);
    }
    return "there is no such reason";
  }

  std::string check_infinite(const number_part& part) const {
    const auto* test = test_at<value_test>(part.because);
    return test != nullptr && part.because->outside && test->how == comparison::finite ? "" : "it takes finite numbers";
  }

  std::string check_bounds() const {
    if (!bounds_.lower.at || !bounds_.upper.at) return "without two edges something is left";
    const auto order = support::compare(*bounds_.lower.at, *bounds_.upper.at);
    const bool apart = order > 0 || (order == 0 && !(bounds_.lower.closed && bounds_.upper.closed));
    return apart ? "" : "the edges leave something";
  }

  std::string check_one(const number_part& part, bool integers) const {
    if (!part.because || part.because->outside) return "the fact asks for nothing";
    if (const auto* literal = test_at<text_test>(part.because)) return check_one_text(literal->text, integers);
    const auto* test = test_at<value_test>(part.because);
    if (test == nullptr || test->how != comparison::equal) return "the fact asks for more than one";
    const support::decimal_view& v = test->bound;
    if (integers) {
      const bool is_whole = v.exponent >= static_cast<std::int64_t>(v.digits.size());
      return !is_whole || is_refused({v.negative, std::string(v.digits), v.exponent}) ? "" : "the one integer is left";
    }
    const auto place = double_of_value(v);
    if (place && !is_refused(*place)) return "the one double is left";
    return v.digits.empty() && !is_refused(double_place{-1}) ? "-0.0 is left" : "";
  }

  // A text is that of one number at most, and spells it.
  std::string check_one_text(std::string_view text, bool integers) const {
    if (!is_number_spelling(text) || support::spelled_as_integer(text) != integers) return {};
    const support::json_number number(text);
    if (number.text() != text) return {};
    if (integers) return is_refused(*support::parse_decimal(text)) ? "" : "the one integer is left";
    const auto place = double_of_spelling(text);
    return !place || is_refused(*place) ? "" : "the one double is left";
  }

  bool is_integer(const std::optional<std::string>& spelling) const {
    return spelling && is_number_spelling(*spelling) && support::spelled_as_integer(*spelling) && *spelling != "-0";
  }

  std::string check_integers_between(const number_part& part) {
    if (!is_integer(part.below) || !is_integer(part.above)) return "integers have no end";
    const auto below = support::parse_decimal(*part.below);
    const auto above = support::parse_decimal(*part.above);
    if (!bounds_.lower.at || number_bounds{bounds_.lower, {}}.holds(below->view())) return "`below` is not below";
    if (!bounds_.upper.at || number_bounds{{}, bounds_.upper}.holds(above->view())) return "`above` is not above";
    if (!less(*below, *above)) return "`below` is not below `above`";
    for (std::string at = next_integer(*part.below); at != *part.above; at = next_integer(std::move(at))) {
      if (!left_.spend(at.size())) return std::string(too_much_work);
      if (!is_refused(*support::parse_decimal(at))) return "left: " + at;
    }
    return {};
  }

  // All doubles between the two are refused when as many of them are refused as there are.
  std::string check_doubles_between(const number_part& part) const {
    double_place first = -most_double - 1;
    double_place last = most_double;
    if (part.below) {
      const auto below = double_spelled(*part.below);
      if (!below || !bounds_.lower.at || number_bounds{bounds_.lower, {}}.holds(value_of_double(*below).view()))
        return "`below` is not below";
      first = *below + 1;
    }
    if (part.above) {
      const auto above = double_spelled(*part.above);
      if (!above || !bounds_.upper.at || number_bounds{{}, bounds_.upper}.holds(value_of_double(*above).view()))
        return "`above` is not above";
      last = *above - 1;
    }
    auto at = std::lower_bound(doubles_.begin(), doubles_.end(), first);
    for (; first <= last; ++first) {
      while (at != doubles_.end() && *at < first) ++at;
      if (at == doubles_.end() || *at != first) return "left: " + text_of_double(first);
    }
    return {};
  }

  static std::optional<double_place> double_spelled(std::string_view spelling) {
    if (!is_number_spelling(spelling) || support::spelled_as_integer(spelling)) return std::nullopt;
    return double_of_spelling(spelling);
  }

  // --- Texts.

  std::string check_texts(const number_part& part, bool integers) {
    using texts = number_search::texts;
    bool settled = false;
    for (const number_search& search : part.searches) {
      if ((search.kind == texts::integers && !integers) || (search.kind == texts::decimals && integers))
        return "a search is of the other kind of number";
      std::string fault = fault_of_search(q_, bounds_, search, left_);
      if (!fault.empty()) return fault;
      settled = settled || search.kind == texts::any;
    }
    if (settled) return {};
    return integers ? check_all_integers(part) : check_all_doubles(part);
  }

  std::string check_all_integers(const number_part& part) const {
    if (!is_refused(support::decimal{})) return "0 is left";
    for (const bool negative : {false, true}) {
      const bool found = std::any_of(part.searches.begin(), part.searches.end(),
                                     [negative](const number_search& s) { return s.negative == negative; });
      if (!found && !leaves_no_sign(bounds_, negative)) return "integers of one sign are left";
    }
    return {};
  }

  std::string check_all_doubles(const number_part& part) const {
    for (double_place place = -odd_doubles; place < odd_doubles; ++place) {
      if (bounds_.holds(value_of_double(place).view()) && !is_refused(place)) return "left: " + text_of_double(place);
    }
    const std::int64_t least = value_of_double(odd_doubles).exponent;
    const std::int64_t most = value_of_double(most_double).exponent;
    for (const bool negative : {false, true}) {
      for (std::int64_t e = least; e <= most; ++e) {
        if (!leaves_no_sign(bounds_, negative) && leaves_exponent(negative, e) && !is_searched(part, negative, e))
          return "left: doubles of the exponent " + std::to_string(e);
      }
    }
    return {};
  }

  bool leaves_exponent(bool negative, std::int64_t e) const {
    const number_bound near = near_bound(bounds_, negative);
    const number_bound far = far_bound(bounds_, negative);
    return (!near.at || near.at->exponent <= e) && (!far.at || far.at->exponent >= e);
  }

  bool is_searched(const number_part& part, bool negative, std::int64_t e) const {
    return std::any_of(part.searches.begin(), part.searches.end(),
                       [&](const number_search& s) { return s.negative == negative && s.first <= e && e <= s.last; });
  }

  const number_question& q_;
  const number_proof& p_;
  work& left_;
  std::vector<support::decimal> integers_;  // those refused, sorted
  std::vector<double_place> doubles_;
  bool infinite_ = false, minus_infinite_ = false;
  number_bounds bounds_;
};

COVERWATCH_FUNC std::string fault_of(const number_question& question, const number_proof& proof, work& left) {
  return number_checker(question, proof, left).run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
