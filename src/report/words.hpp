// SPDX-License-Identifier: Apache-2.0
// What every report says in the same words: names of controls, places, events, the answer of Security Hub, repairs. In
// go parts of a judgement, out come plain texts as the files had them: whoever prints them escapes them. Decides
// nothing.
#pragma once

#include "audit/judgement.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::report {

std::string tool_version();  // 0.1.0
// What Security Hub says of the controls.
inline constexpr std::string_view help_page =
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html";

std::string short_name(const catalog::entry& control);   // CIS 3.0.0 4.3; Security Hub CloudWatch.1
std::string dotted_name(const catalog::entry& control);  // CIS.4.3, CloudWatch.1
std::string requirement(const catalog::entry& control);  // CIS AWS Foundations Benchmark v3.0.0/4.3

// `path:line`, or `path` where the file as a whole is meant; empty when it stands nowhere.
std::string place_text(const inventory::inventory& known, const inventory::place& at);

// The links that made the finding what it is: those that failed, else those that are unknown; none when it passed.
std::vector<const audit::link_judgement*> decisive_links(const audit::finding& f);

// `metric filter: no filter catches ...`, a line for each of them; never empty: `every link passed`.
std::string summary(const audit::finding& f);

// All grounds of the decisive links, then those of all others, so that the first is the best place to point to.
std::vector<const audit::evidence*> grounds(const audit::finding& f);

// The event that is lost at this link: as a whole record of CloudTrail where there is one and it is wanted; empty when
// none is known.
std::string_view lost_event(const audit::finding& f, const audit::link_judgement& at, bool whole = true);

// The repairs that are shown: of each kind one, the first that changes a filter which comes near, else the first.
std::vector<const coverage_repair*> shown_repairs(const audit::finding& f);
// Where the log group has no filter at all, there is nothing to repair: the control's own pattern is what to deploy.
bool lacks_every_filter(const audit::finding& f);
// What a step does: `deploy this pattern as well`, `deploy this in place of filter x`.
std::string step_words(const inventory::inventory& known, const audit::finding& f, const repair_step& step);

// Facts about the events of CloudTrail with which the pattern would be covered; of `catalog::facts()`.
std::vector<const catalog::fact*> helpful_facts(const audit::finding& f);

// What the remark says beside its link's own message, which is often the same sentence; empty then.
std::string_view own_message(const audit::remark& remark, const audit::link_judgement& of);

// Of several controls, what Security Hub's exact-text check would say to each: `4.1 accepted; 4.3 and 4.4 no such
// control`.
std::string hub_answers(std::span<const audit::finding* const> findings);

// The hints that are shown: about filters that come near what the control asks for, else all; none when the filters are
// not what is wrong.
std::vector<const hint*> shown_hints(const audit::finding& f);
// What the filters that make the link pass show by themselves: how they are read, and what of them is dead or too wide.
std::vector<const hint*> hints_of_passing_filters(const audit::finding& f);
// Whose pattern the hint is about: `filter x`, or the reference.
std::string hinted_at(const inventory::inventory& known, const audit::finding& f, const hint& h);

// One sentence with a full stop: whether Security Hub's exact-text check would accept a filter.
std::string hub_sentence(const inventory::inventory& known, const audit::finding& f);

// One sentence with a full stop.
std::string waiver_sentence(const audit::waiver& w);

// What the exit code of the report says, in a few words.
std::string_view exit_words(int code);

struct tally {
  std::size_t findings = 0, passed = 0, failed = 0, unknown = 0, accounts = 0;
  std::size_t waived = 0;  // of those that have not passed
};
tally count(const audit::report& r);

// `1 finding`, `3 findings`.
std::string number_of(std::size_t count, std::string_view one, std::string_view many);

// Seconds since 1970 of `2026-01-31T12:00:00Z`, and back; nothing for any other text.
std::optional<std::int64_t> seconds_of(std::string_view time);
std::string time_text(std::int64_t seconds);

// Whether it is one of AWS: twelve digits.
bool is_account(std::string_view account) noexcept;
// Where the chain lives: the region of the log group or of the trail, else one that is known of the account; may be
// empty.
class regions {
 public:
  explicit regions(const inventory::inventory& known);
  std::string_view of(const audit::finding& f) const;

 private:
  const inventory::inventory& known_;
  std::map<std::string_view, std::string_view> of_account_;
};
// aws, aws-cn, aws-us-gov
std::string_view partition_of(std::string_view region) noexcept;

// The files that the finding rests on, by their place among the inputs: `sha256:... path`, at most so many.
std::vector<std::string> sources(const inventory::inventory& known, const audit::finding& f, std::size_t most);

// One line that stands for every input: `8 files, sha256:...`, of the lines that `sha256sum` prints of them in the order of
// the inputs. For formats in which each finding stands alone.
std::string inputs_manifest(const inventory::inventory& known);

// 16 hexadecimal digits that stand for control and account, whatever is found of them.
std::string fingerprint(const audit::finding& f);

}  // namespace coverwatch::inline COVERWATCH_ABI::report
