// SPDX-License-Identifier: Apache-2.0
// In go bounds and what is searched, out comes the form of the texts. A bound counts where the digits alone decide: of
// integers always, of decimals where the exponents are one and the bound's own.
#include "certificate/number_form.hpp"

namespace coverwatch::inline COVERWATCH_ABI::certificate {

COVERWATCH_FUNC text_form integers_form(const number_bounds& bounds, bool negative) {
  text_form form;
  form.integer = true;
  form.lead = negative ? "-" : "";
  form.near = near_bound(bounds, negative);
  form.far = far_bound(bounds, negative);
  for (number_bound* bound : {&form.near, &form.far}) {
    if (bound->at && bound->at->exponent > longest_integer) *bound = {};
  }
  return form;
}

COVERWATCH_FUNC text_form decimals_form(const number_bounds& bounds, const number_search& search,
                                        const std::pair<support::decimal, support::decimal>& ends) {
  text_form form;
  form.lead = search.negative ? "-" : "";
  if (search.first > -3 && search.first <= 0) {
    form.lead += "0." + std::string(static_cast<std::size_t>(-search.first), '0');
  } else if (search.first > 0 && search.first <= 7) {
    form.whole = static_cast<std::uint32_t>(search.first);
  } else {
    form.whole = 1;
    for (std::int64_t e = search.first; e <= search.last; ++e) form.powers.push_back(std::to_string(e - 1));
  }
  number_bound near = near_bound(bounds, search.negative);
  number_bound far = far_bound(bounds, search.negative);
  if (!near.at || support::compare(*near.at, ends.first.view()) < 0) near = {ends.first.view(), true};
  if (!far.at || support::compare(*far.at, ends.second.view()) > 0) far = {ends.second.view(), true};
  const bool alone = search.first == search.last;
  if (alone && near.at->exponent == search.first) form.near = near;
  if (alone && far.at->exponent == search.first) form.far = far;
  return form;
}

COVERWATCH_FUNC bool is_range_of_decimals(const number_search& search) noexcept {
  if (search.first > search.last || search.first < -323 || search.last > 309) return false;
  return search.first == search.last || search.last < -2 || search.first > 7;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
