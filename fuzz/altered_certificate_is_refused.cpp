// SPDX-License-Identifier: Apache-2.0
// Laws: every certificate that `covers` writes is verified, and claims what was asked. Altered by a byte, or in a part
// of the document, it is refused, unless only its white space or the escapes of its strings changed. With the digest
// put right, whatever is accepted is true. The first line is the deployed pattern, the second the reference, the rest
// chooses what is altered; a leading `!` chooses the leftmost dialect alone.
#include "certificate_input.hpp"
#include "mutators/layout.hpp"
#include "mutators/mutators.hpp"

#include <algorithm>

namespace {

using certificate_input::demand;
namespace json = coverwatch::support::json;

// What a document says: the same of texts that differ in white space and escapes alone.
std::string meaning(const std::string& text) {
  json::document document;
  return document.parse(text) ? "" : coverwatch::certificate::compact(document.root());
}

std::string with_other_byte(std::string text, sample::choices& c) {
  const std::size_t at = c.below(text.size());
  switch (c.below(3)) {
    case 0: text[at] = static_cast<char>(c.below(256)); break;
    case 1: text.erase(at, 1 + c.below(8)); break;
    default: text.insert(at, 1, static_cast<char>(c.below(256)));
  }
  return text;
}

std::string with_other_part(const std::string& text, sample::choices& c) {
  json_tree::tree t = json_tree::parsed(text);
  mutators::edit(t, c);
  return json_tree::printed(t);
}

void demand_refused(const std::string& altered, const std::string& original) {
  const auto claim = coverwatch::verify(altered);
  demand(!claim || meaning(altered) == meaning(original), "an altered certificate is refused");
}

void demand_true(const std::string& altered) {
  if (const auto claim = coverwatch::verify(certificate_input::with_digest(altered))) {
    certificate_input::demand_no_counterexample(*claim);
  }
}

coverwatch::coverage_report asked(const coverwatch::pattern& deployed, const coverwatch::pattern& reference,
                                  const std::string& mark) {
  coverwatch::coverage_options options;
  if (!mark.empty()) options.dialect = coverwatch::wildcards::leftmost;
  options.budget = certificate_input::budget;
  options.certificate = true;
  options.explain = false;
  return coverwatch::covers({&deployed, 1}, {&reference, 1}, options);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input =
      mutators::parts_of(mutators::layout::two_patterns_and_choices, {reinterpret_cast<const char*>(data), size});
  const auto deployed = coverwatch::pattern::parse(input.patterns[0]);
  const auto reference = coverwatch::pattern::parse(input.patterns[1]);
  if (!deployed || !reference) return 0;
  const auto report = asked(*deployed, *reference, input.mark);
  demand(report.certificate.empty() || report.result == coverwatch::verdict::covered, "only a yes has a certificate");
  if (report.result != coverwatch::verdict::covered) return 0;
  const auto claim = coverwatch::verify(report.certificate);
  demand(claim.has_value(), "a certificate is verified");
  demand(claim->reference == reference->text() && claim->deployed == std::vector{std::string(deployed->text())} &&
             claim->assumptions.empty() && !claim->canonical_json,
         "a certificate claims what was asked");
  sample::choices c(std::string_view(input.rest));
  for (std::size_t left = 1 + std::min<std::size_t>(input.rest.size() / 8, 8); left > 0; --left) {
    demand_refused(with_other_byte(report.certificate, c), report.certificate);
    const std::string altered = with_other_part(report.certificate, c);
    demand_refused(altered, report.certificate);
    demand_true(altered);
  }
  return 0;
}
