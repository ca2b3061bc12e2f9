// SPDX-License-Identifier: Apache-2.0
// The certificate is found in the file, checked by the library, and then held against what was asked about.
#include "cli/verify.hpp"

#include "cli/coverage_arguments.hpp"
#include "cli/coverage_question.hpp"
#include "cli/coverage_text.hpp"
#include "report/json_writer.hpp"
#include "cli/match.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"
#include "cli/text_file.hpp"
#include "support/json.hpp"

#include <coverwatch/certificate.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::cli {

namespace {

using texts = std::vector<std::string>;

// What was found out. Without a claim the certificate is faulty; with one the fault, if any, is in what it is about.
struct finding {
  std::optional<certificate_claim> claim;
  std::optional<certificate_fault> fault;
};

constexpr std::string_view not_asked = "what was asked";

// The certificate itself, or the member `certificate` of an answer of `covers`; or why there is none.
result<std::string, std::string> certificate_in(std::string text) {
  support::json::document json;
  if (const auto wrong = json.parse(text)) {
    return unexpected<std::string>{
        fmt::format("this is no JSON: {}, at byte {}", support::json::message(wrong->code), wrong->offset)};
  }
  const auto root = json.root();
  if (!root.is(support::json::kind::object)) return unexpected<std::string>{"there is no certificate in it"};
  if (root.member("format")) return text;
  const auto member = root.member("certificate");
  if (!member || !member->is(support::json::kind::object))
    return unexpected<std::string>{"there is no certificate in it: only the answer `covered` brings one"};
  return text.substr(member->begin(), member->end() - member->begin());
}

bool is_among(const std::string& text, const texts& all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

// As `--assume` takes them.
texts assumptions_of(const certificate_claim& claim) {
  texts out = claim.assumptions;
  if (claim.canonical_json) out.emplace_back(canonical_json_name);
  return out;
}

// What the certificate is not about, or nothing.
std::optional<std::string> difference(const certificate_claim& claim, const verify_options& asked) {
  if (!asked.reference.empty() && !is_among(claim.reference, asked.reference))
    return "the certificate is about another reference";
  const auto as_set = [](const texts& all) { return std::set<std::string>(all.begin(), all.end()); };
  if (!asked.deployed.empty() && as_set(claim.deployed) != as_set(asked.deployed))
    return "the certificate is about other deployed patterns";
  const bool any = !asked.reference.empty() || !asked.deployed.empty() || !asked.assume.empty();
  for (const std::string& assumed : assumptions_of(claim)) {
    if (any && !is_among(assumed, asked.assume)) return "the certificate assumes what was not given with --assume";
  }
  for (const wildcards each : {wildcards::glob, wildcards::leftmost}) {
    const bool wanted = !asked.dialect || *asked.dialect == each;
    if (wanted && std::find(claim.dialects.begin(), claim.dialects.end(), each) == claim.dialects.end())
      return fmt::format("the certificate does not speak of the dialect `{}`",
                         each == wildcards::glob ? "glob" : "leftmost");
  }
  return std::nullopt;
}

finding check(const std::string& certificate, const verify_options& asked) {
  auto claim = check_certificate(certificate);
  if (!claim) return {std::nullopt, std::move(claim.error())};
  const auto other = difference(*claim, asked);
  finding out{std::move(*claim), std::nullopt};
  if (other) out.fault = certificate_fault{std::string(not_asked), *other};
  return out;
}

// --- As text.

std::string_view name_of(wildcards dialect) { return dialect == wildcards::glob ? "glob" : "leftmost"; }

std::string numbered(const texts& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) out += '\n';
    if (all.size() > 1) out += fmt::format("{}. ", i + 1);
    out += shown_pattern(all[i]);
  }
  return all.empty() ? "none" : out;
}

std::string as_text(const finding& found) {
  if (!found.claim) return fmt::format("Not verified: {}: {}.\n", found.fault->where, shown_pattern(found.fault->what));
  const certificate_claim& claim = *found.claim;
  const texts assumed = assumptions_of(claim);
  std::string out = fmt::format("Verified{}: every event that the reference matches, a deployed pattern matches.\n",
                                assumed.empty() ? "" : ", under assumptions");
  if (found.fault) out = fmt::format("Not verified: {}.\n", found.fault->what);
  add_section(out, "The reference", shown_pattern(claim.reference));
  add_section(out, "Deployed", numbered(claim.deployed));
  if (!assumed.empty()) add_section(out, "Only events count for which this holds", numbered(assumed));
  std::string dialects;
  for (const wildcards each : claim.dialects)
    dialects += fmt::format("{}{}", dialects.empty() ? "" : ", ", name_of(each));
  add_section(out, "Dialects", dialects);
  add_section(out, "Steps of the proof", std::to_string(claim.steps));
  return out;
}

// --- As JSON.

void write_list(report::json_writer& out, std::string_view key, const texts& all) {
  out.key(key).open('[');
  for (const std::string& text : all) out.string(text);
  out.close(']');
}

std::string as_json(const finding& found) {
  report::json_writer out;
  out.open('{');
  out.key("verified").raw(found.fault ? "false" : "true");
  out.key("where");
  found.fault ? out.string(found.fault->where) : out.null();
  out.key("fault");
  found.fault ? out.string(found.fault->what) : out.null();
  const certificate_claim claim = found.claim.value_or(certificate_claim{});
  out.key("reference");
  found.claim ? out.string(claim.reference) : out.null();
  write_list(out, "deployed", claim.deployed);
  write_list(out, "assumptions", assumptions_of(claim));
  out.key("dialects").open('[');
  for (const wildcards each : claim.dialects) out.string(name_of(each));
  out.close(']');
  out.key("steps").number(claim.steps);
  return out.close('}').take();
}

// The texts that stand in files; false when one could not be read, which has been told.
bool resolve(verify_options& options, terminal& err) {
  for (texts* each : {&options.deployed, &options.reference, &options.assume}) {
    auto resolved = resolve_patterns(*each);
    if (!resolved) {
      err.error(resolved.error());
      return false;
    }
    *each = std::move(*resolved);
  }
  if (const auto wrong = put_facts(options.assume)) {
    err.error(*wrong);
    return false;
  }
  return true;
}

}  // namespace

int verify_file(const verify_options& options) {
  terminal err(options.colours);
  verify_options asked = options;
  if (!resolve(asked, err)) return exit_trouble;
  auto text = read_text_file(asked.file);
  const bool was_read{text};
  auto certificate = was_read ? certificate_in(std::move(*text)) : std::move(text);
  if (!certificate) {
    err.error(was_read ? fmt::format("{}: {}", asked.file, certificate.error()) : certificate.error());
    return exit_trouble;
  }
  const finding found = check(*certificate, asked);
  if (!print(err, asked.json ? as_json(found) : as_text(found))) return exit_trouble;
  return found.fault ? 1 : 0;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
