// SPDX-License-Identifier: Apache-2.0
// Sentences stand alone: each names what it speaks about, so that it can be quoted without the rest.
#include "report/words.hpp"

#include "inventory/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <set>

namespace coverwatch::inline COVERWATCH_ABI::report {

namespace {

bool is_hub(const catalog::entry& control) { return control.id.starts_with("securityhub"); }

void add_grounds(std::vector<const audit::evidence*>& out, const audit::link_judgement& link) {
  for (const audit::remark& each : link.remarks) {
    if (!each.decisive) continue;
    for (const audit::evidence& ground : each.grounds) out.push_back(&ground);
  }
  for (const audit::evidence& ground : link.grounds) out.push_back(&ground);
}

std::string filter_name(const inventory::inventory& known, std::size_t record) {
  return record < known.filters.size() ? fmt::format("filter `{}`", known.filters[record].name) : "the filter";
}

// Of those that were asked: filters to which a hint compares the reference, or that but for some conditions would cover
// a part of it.
std::set<std::size_t> near_filters(const audit::finding& f) {
  std::set<std::size_t> out;
  for (const coverage_region& each : f.filters.answer.regions)
    if (each.filter) out.insert(*each.filter);
  for (const hint& each : f.filters.hints)
    if (each.filter && each.what <= hint::kind::absent_field) out.insert(*each.filter);
  return out;
}

template <typename Records>
void learn(std::map<std::string_view, std::string_view>& regions, const Records& records) {
  for (const auto& each : records)
    if (!each.where.region.empty()) regions.try_emplace(each.where.account, each.where.region);
}

}  // namespace

std::string tool_version() {
  return fmt::format("{}.{}.{}", COVERWATCH_VERSION_MAJOR, COVERWATCH_VERSION_MINOR, COVERWATCH_VERSION_PATCH);
}

std::string short_name(const catalog::entry& control) {
  if (is_hub(control)) return fmt::format("Security Hub {}", control.control);
  return fmt::format("CIS {} {}", control.version, control.control);
}

std::string dotted_name(const catalog::entry& control) {
  return is_hub(control) ? std::string(control.control) : fmt::format("CIS.{}", control.control);
}

std::string requirement(const catalog::entry& control) {
  if (is_hub(control)) return fmt::format("{}/{}", control.benchmark, control.control);
  return fmt::format("{} v{}/{}", control.benchmark, control.version, control.control);
}

std::string place_text(const inventory::inventory& known, const inventory::place& at) {
  if (at.file >= known.files.size()) return {};
  const std::string& path = known.files[at.file].path;
  return at.line == 0 ? path : fmt::format("{}:{}", path, at.line);
}

std::vector<const audit::link_judgement*> decisive_links(const audit::finding& f) {
  std::vector<const audit::link_judgement*> out;
  if (f.status == audit::status::passed) return out;
  for (const audit::link_judgement& each : f.links)
    if (each.status == f.status) out.push_back(&each);
  return out;
}

std::string summary(const audit::finding& f) {
  std::string out;
  for (const audit::link_judgement* each : decisive_links(f))
    out += fmt::format("{}{}: {}", out.empty() ? "" : "\n", audit::title(each->what), each->message);
  return out.empty() ? fmt::format("every link {}", audit::name(f.status)) : out;
}

std::vector<const audit::evidence*> grounds(const audit::finding& f) {
  std::vector<const audit::evidence*> out;
  const auto first = decisive_links(f);
  for (const audit::link_judgement* each : first) add_grounds(out, *each);
  for (const audit::link_judgement& each : f.links)
    if (std::find(first.begin(), first.end(), &each) == first.end()) add_grounds(out, each);
  return out;
}

std::string_view lost_event(const audit::finding& f, const audit::link_judgement& at, bool whole) {
  const coverage_report& answer = f.filters.answer;
  const bool of_filter =
      at.what == audit::link::filter && at.status == audit::status::failed && answer.result == verdict::not_covered;
  if (!of_filter) return at.witness;
  if (whole && !answer.whole_event.empty()) return answer.whole_event;
  return answer.event.empty() ? at.witness : answer.event;
}

std::vector<const coverage_repair*> shown_repairs(const audit::finding& f) {
  std::vector<const coverage_repair*> out;
  const auto near = near_filters(f);
  const auto changes_near = [&](const coverage_repair& r) {
    return r.steps.front().replaces && near.contains(*r.steps.front().replaces);
  };
  for (const coverage_repair& each : f.filters.answer.repairs) {
    if (each.steps.empty()) continue;
    const auto same = std::find_if(out.begin(), out.end(), [&](const coverage_repair* other) {
      return other->steps.front().kind == each.steps.front().kind;
    });
    if (same == out.end())
      out.push_back(&each);
    else if (!changes_near(**same) && changes_near(each))
      *same = &each;
  }
  return out;
}

bool lacks_every_filter(const audit::finding& f) {
  const auto status = f.links[static_cast<std::size_t>(audit::link::filter)].status;
  return status == audit::status::failed && f.filters.filters.empty();
}

std::vector<const hint*> shown_hints(const audit::finding& f) {
  std::vector<const hint*> out;
  const auto status = f.links[static_cast<std::size_t>(audit::link::filter)].status;
  if (status != audit::status::failed && status != audit::status::unknown) return out;
  const auto near = near_filters(f);
  for (const hint& each : f.filters.hints)
    if (each.filter && near.contains(*each.filter)) out.push_back(&each);
  if (out.empty())
    for (const hint& each : f.filters.hints) out.push_back(&each);
  return out;
}

std::vector<const hint*> hints_of_passing_filters(const audit::finding& f) {
  std::vector<const hint*> out;
  if (f.links[static_cast<std::size_t>(audit::link::filter)].status != audit::status::passed) return out;
  std::set<std::size_t> bearing;
  for (const reference_part& each : f.filters.answer.parts)
    if (each.filter) bearing.insert(*each.filter);
  for (const hint& each : f.filters.hints) {
    const bool by_itself = each.what == hint::kind::mixed_connectives || each.what == hint::kind::never_matches ||
                           each.what == hint::kind::matches_everything ||
                           each.what == hint::kind::matches_almost_everything;
    if (by_itself && each.filter && bearing.contains(*each.filter)) out.push_back(&each);
  }
  return out;
}

std::string step_words(const inventory::inventory& known, const audit::finding& f, const repair_step& step) {
  const auto& asked = f.filters.asked;
  if (!step.replaces) return fmt::format("deploy this pattern{}", asked.empty() ? "" : " as well");
  const std::string place = *step.replaces < asked.size() ? filter_name(known, asked[*step.replaces]) : "the filter";
  if (step.kind == repair_kind::extend_filter) return "deploy this in place of " + place;
  std::string dropped;
  for (const std::string& each : step.dropped) dropped += fmt::format("{}`{}`", dropped.empty() ? "" : ", ", each);
  return fmt::format("drop {} from {}, and deploy this in its place", dropped, place);
}

std::vector<const catalog::fact*> helpful_facts(const audit::finding& f) {
  std::vector<const catalog::fact*> out;
  for (const std::size_t each : f.filters.answer.facts)
    if (each < catalog::facts().size()) out.push_back(&catalog::facts()[each]);
  return out;
}

std::string_view own_message(const audit::remark& remark, const audit::link_judgement& of) {
  return remark.message == of.message ? std::string_view{} : remark.message;
}

std::string hub_answers(std::span<const audit::finding* const> findings) {
  using answer = audit::exact_text::answer;
  constexpr std::array<std::pair<answer, std::string_view>, 4> words = {
      {{answer::accepted, "accepted"},
       {answer::white_space_differs, "differs in white space"},
       {answer::refused, "not accepted"},
       {answer::no_control, "no such control"}}};
  std::string out;
  for (const auto& [result, word] : words) {
    std::string controls;
    for (const audit::finding* each : findings)
      if ((each->security_hub.control == nullptr ? answer::no_control : each->security_hub.result) == result)
        controls += fmt::format("{}{}", controls.empty() ? "" : ", ", each->control->control);
    if (!controls.empty()) out += fmt::format("{}{} {}", out.empty() ? "" : "; ", controls, word);
  }
  return fmt::format("Security Hub's exact-text check: {}.", out);
}

std::string hinted_at(const inventory::inventory& known, const audit::finding& f, const hint& h) {
  if (!h.filter) return "the reference";
  return *h.filter < f.filters.asked.size() ? filter_name(known, f.filters.asked[*h.filter]) : "a filter";
}

std::string hub_sentence(const inventory::inventory& known, const audit::finding& f) {
  using answer = audit::exact_text::answer;
  const audit::exact_text& hub = f.security_hub;
  if (hub.control == nullptr || hub.result == answer::no_control) return "Security Hub has no such control.";
  const std::string_view control = hub.control->control;
  const std::string which = hub.filter ? filter_name(known, *hub.filter) : "a filter";
  switch (hub.result) {
    case answer::accepted: return fmt::format("Security Hub's exact-text check ({}) would accept {}.", control, which);
    case answer::white_space_differs:
      return fmt::format("Security Hub's exact-text check ({}) may refuse {}: it differs in white space.", control,
                         which);
    case answer::refused:
    case answer::no_control: break;
  }
  return fmt::format("Security Hub's exact-text check ({}) would accept no filter of this log group.", control);
}

std::string waiver_sentence(const audit::waiver& w) {
  const std::string until = w.expires.empty() ? "without end" : "until " + w.expires;
  const bool stops = !w.reason.empty() && w.reason.back() == '.';
  return fmt::format("Waived {}: {}{}", until, w.reason.empty() ? "no reason given" : w.reason, stops ? "" : ".");
}

std::string_view exit_words(int code) {
  switch (code) {
    case 0: return "all passed or waived";
    case 1: return "at least one control failed";
    case 2: return "something could not be read, or nothing was judged";
    default: return "nothing failed, something is unknown";
  }
}

tally count(const audit::report& r) {
  tally out;
  std::set<std::string_view> accounts;
  for (const audit::finding& each : r.findings) {
    ++out.findings;
    accounts.insert(each.account);
    const bool passed = each.status == audit::status::passed;
    ++(passed ? out.passed : each.status == audit::status::failed ? out.failed : out.unknown);
    if (!passed && each.waived) ++out.waived;
  }
  out.accounts = accounts.size();
  return out;
}

std::string number_of(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::optional<std::int64_t> seconds_of(std::string_view time) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, length = 0;
  const std::string text(time);
  const int found =
      // NOLINTNEXTLINE(cert-err34-c): widths keep every number in range
      std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &year, &month, &day, &hour, &minute, &second, &length);
  if (found != 6 || static_cast<std::size_t>(length) != text.size()) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}

std::string time_text(std::int64_t seconds) {
  using std::chrono::floor;
  const std::chrono::sys_seconds moment{std::chrono::seconds{seconds}};
  const auto midnight = floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date{midnight};
  const std::int64_t rest = (moment - midnight).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), rest / 3600,
                     rest / 60 % 60, rest % 60);
}

bool is_account(std::string_view account) noexcept {
  return account.size() == 12 &&
         std::all_of(account.begin(), account.end(), [](char c) { return c >= '0' && c <= '9'; });
}

regions::regions(const inventory::inventory& known) : known_(known) {
  learn(of_account_, known.trails);
  learn(of_account_, known.listings);
  learn(of_account_, known.filters);
  learn(of_account_, known.alarms);
}

std::string_view regions::of(const audit::finding& f) const {
  if (!f.log_group_where.region.empty()) return f.log_group_where.region;
  if (f.trail && *f.trail < known_.trails.size() && !known_.trails[*f.trail].where.region.empty())
    return known_.trails[*f.trail].where.region;
  const auto found = of_account_.find(f.account);
  return found == of_account_.end() ? std::string_view{} : found->second;
}

std::string_view partition_of(std::string_view region) noexcept {
  if (region.starts_with("cn-")) return "aws-cn";
  return region.starts_with("us-gov-") ? "aws-us-gov" : "aws";
}

std::vector<std::string> sources(const inventory::inventory& known, const audit::finding& f, std::size_t most) {
  std::set<std::uint32_t> files;
  for (const audit::evidence* each : grounds(f))
    if (each->at.file < known.files.size()) files.insert(each->at.file);
  std::vector<std::string> out;
  for (const std::uint32_t each : files) {
    if (out.size() == most) break;
    out.push_back(fmt::format("sha256:{} {}", known.files[each].sha256, known.files[each].path));
  }
  return out;
}

std::string inputs_manifest(const inventory::inventory& known) {
  inventory::sha256 digest;
  for (const inventory::source_file& each : known.files) digest.add(fmt::format("{}  {}\n", each.sha256, each.path));
  return fmt::format("{}, sha256:{}", number_of(known.files.size(), "file", "files"), digest.finish());
}

std::string fingerprint(const audit::finding& f) {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    hash *= 0x100000001b3U;  // an end, so that no two pairs of texts run together
  };
  add(f.control->id);
  add(f.account);
  return fmt::format("{:016x}", hash);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::report
