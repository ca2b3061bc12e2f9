// SPDX-License-Identifier: Apache-2.0
// Byte for byte, then without white space, against the text of Security Hub's control with the same title.
#include "audit/exact_text.hpp"

#include "support/ascii.hpp"

#include <algorithm>
#include <string>

namespace coverwatch::inline COVERWATCH_ABI::audit {

namespace {

const catalog::entry* security_hub_control(const catalog::entry& control) {
  const catalog::benchmark* hub = catalog::find_benchmark("securityhub");
  if (hub == nullptr) return nullptr;
  const auto found = std::find_if(hub->entries.begin(), hub->entries.end(),
                                  [&](const catalog::entry& each) { return each.title == control.title; });
  return found == hub->entries.end() ? nullptr : &*found;
}

std::string without_white_space(std::string_view text) {
  std::string out(text);
  std::erase_if(out, support::is_json_space);
  return out;
}

}  // namespace

exact_text judge_exact_text(const inventory::inventory& evidence, const catalog::entry& control,
                            const filter_judgement& filters) {
  exact_text out;
  out.result = exact_text::answer::no_control;
  out.control = security_hub_control(control);
  if (out.control == nullptr) return out;
  out.result = exact_text::answer::refused;
  const std::string bare = without_white_space(out.control->normative.text);
  for (const filter_judgement::deployed& each : filters.filters) {
    const std::optional<std::string>& text = evidence.filters[each.record].pattern;
    if (!text) continue;
    if (*text == out.control->normative.text) {
      out.result = exact_text::answer::accepted;
      out.filter = each.record;
      return out;
    }
    if (!out.filter && without_white_space(*text) == bare) {
      out.result = exact_text::answer::white_space_differs;
      out.filter = each.record;
    }
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
