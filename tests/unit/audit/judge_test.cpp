// SPDX-License-Identifier: Apache-2.0
#include "whole_account.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace coverwatch::test {
namespace {

using audit::link;
using audit::status;
using inventory::document_kind;

void append(inventory::inventory& to, const inventory::inventory& more) {
  const auto all = [&](auto records) {
    (to.*records).insert((to.*records).end(), (more.*records).begin(), (more.*records).end());
  };
  all(&inventory::inventory::trails);
  all(&inventory::inventory::statuses);
  all(&inventory::inventory::selectors);
  all(&inventory::inventory::filters);
  all(&inventory::inventory::alarms);
  all(&inventory::inventory::subscriptions);
  all(&inventory::inventory::attributes);
  all(&inventory::inventory::listings);
}

TEST(Judge, PassesAWholeAccountOfEveryBenchmark) {
  for (const catalog::benchmark& b : catalog::benchmarks()) {
    const whole_account account(b.id);
    for (const audit::finding& f : judge_all(account.all, b.id)) {
      EXPECT_EQ(wrong_with(f), "") << f.control->id;
      EXPECT_EQ(f.status, status::passed) << f.control->id;
      for (const audit::link_judgement& l : f.links) {
        EXPECT_FALSE(l.grounds.empty()) << audit::name(l.what);
        EXPECT_FALSE(l.message.empty()) << audit::name(l.what);
        EXPECT_TRUE(l.settle.empty()) << audit::name(l.what);
        for (const audit::evidence& e : l.grounds) EXPECT_NE(e.at.file, inventory::place::nowhere) << e.fact;
      }
    }
  }
}

TEST(Judge, FillsWhatReportsShow) {
  whole_account account;
  const audit::finding f = judge_one(account.all);
  EXPECT_EQ(f.account, home);
  EXPECT_EQ(f.trail, 0U);
  EXPECT_EQ(f.log_group, account.group);
  EXPECT_EQ(f.log_group_where, account.where());
  ASSERT_EQ(f.alarms.size(), 1U);
  EXPECT_EQ(account.all.alarms[f.alarms.front()].name, "4.5");
  EXPECT_EQ(f.filters.filters.size(), 15U);
  EXPECT_TRUE(std::all_of(f.filters.filters.begin(), f.filters.filters.end(), [](const auto& d) { return d.counted; }));
  EXPECT_EQ(f.filters.asked.size(), 1U);
  EXPECT_EQ(f.filters.answer.result, verdict::covered);
  ASSERT_EQ(f.filters.answer.parts.size(), 5U);
  const std::size_t filter = f.filters.asked[*f.filters.answer.parts.front().filter];
  EXPECT_EQ(account.all.filters[filter].name, "4.5");
}

TEST(Judge, ShowsTheEventThatSlipsThrough) {
  whole_account account;
  account.filter("4.5").pattern = "{ $.eventName = CreateTrail || $.eventName = StartLogging }";
  const audit::finding f = judge_one(account.all);
  EXPECT_EQ(wrong_with(f), "filter failed (not_covered)");
  const audit::link_judgement& l = link_of(f, link::filter);
  EXPECT_EQ(l.parts.size(), 3U);
  EXPECT_NE(l.witness.find("eventName"), std::string::npos);
  EXPECT_NE(f.filters.answer.whole_event.find("userIdentity"), std::string::npos);
  EXPECT_FALSE(f.filters.answer.repairs.empty());
  // What is left goes on along the chain.
  EXPECT_EQ(link_of(f, link::subscriber).status, status::passed);
}

// Two filters share the reference; one of them is not watched.
TEST(Judge, FollowsEachPartOfTheReference) {
  whole_account account;
  inventory::metric_filter second = account.filter("4.5");
  account.filter("4.5").pattern =
      "{ $.eventName = CreateTrail || $.eventName = UpdateTrail || $.eventName = DeleteTrail }";
  second.name = "logging";
  second.pattern = "{ $.eventName = StartLogging || $.eventName = StopLogging }";
  second.metric_name = "Logging";
  account.all.filters.push_back(second);
  inventory::alarm alarm = account.alarm("4.5");
  alarm.name = "logging";
  alarm.metric_name = "Logging";
  account.all.alarms.push_back(alarm);
  EXPECT_EQ(wrong_with(judge_one(account.all)), "");
  EXPECT_EQ(judge_one(account.all).alarms.size(), 2U);

  account.all.alarms.back().threshold = 3;
  const audit::finding f = judge_one(account.all);
  EXPECT_EQ(wrong_with(f), "alarm failed (needs_many_events)");
  const audit::link_judgement& l = link_of(f, link::alarm);
  ASSERT_EQ(l.parts.size(), 2U);
  const auto lost = pattern::parse(l.parts.front());
  scratch memory;
  EXPECT_TRUE(lost->matches(l.witness, memory)) << l.witness;
  EXPECT_EQ(link_of(f, link::action).status, status::passed);

  account.all.alarms.back().threshold = 1;
  account.all.alarms.back().actions_enabled = false;
  EXPECT_EQ(wrong_with(judge_one(account.all)), "action failed (actions_disabled)");
}

// No filter has a part for itself: each alarm is needed.
TEST(Judge, NamesTheAlarmsOfFiltersThatCoverAPartTogether) {
  whole_account account;
  const std::string text(catalog::find("cis-5.0:4.1")->normative.text);
  const std::string inside = text.substr(1, text.size() - 2);
  inventory::metric_filter second = account.filter("4.1");
  account.filter("4.1").pattern = "{ (" + inside + ") && $.errorCode = \"*C*\" }";
  second.name = "others";
  second.pattern = "{ (" + inside + ") && $.errorCode != \"*C*\" }";
  second.metric_name = "Others";
  account.all.filters.push_back(second);
  inventory::alarm alarm = account.alarm("4.1");
  alarm.name = "others";
  alarm.metric_name = "Others";
  account.all.alarms.push_back(alarm);
  const audit::finding f = judge_one(account.all, "cis-5.0:4.1");
  EXPECT_EQ(wrong_with(f), "");
  EXPECT_EQ(f.alarms.size(), 2U);
  EXPECT_NE(link_of(f, link::alarm).message.find("likewise for 1 more"), std::string::npos);
}

TEST(Judge, TakesAnyAlarmThatRings) {
  whole_account account;
  inventory::alarm other = account.alarm("4.5");
  other.name = "never";
  other.threshold = 100;
  account.all.alarms.insert(account.all.alarms.begin(), other);
  const audit::finding f = judge_one(account.all);
  EXPECT_EQ(wrong_with(f), "");
  ASSERT_EQ(link_of(f, link::alarm).remarks.size(), 1U);
  EXPECT_FALSE(link_of(f, link::alarm).remarks.front().decisive);
}

// One alarm that rings tells nobody, the other may ring and tells somebody: nobody knows.
TEST(Judge, DoesNotMixWhatIsSureWithWhatIsNot) {
  whole_account account;
  inventory::alarm other = account.alarm("4.5");
  other.name = "perhaps";
  other.statistic = "p99";
  account.all.alarms.push_back(other);
  account.alarm("4.5").actions.clear();
  EXPECT_EQ(wrong_with(judge_one(account.all)), "action unknown (no_action)");

  whole_account filters;
  inventory::metric_filter second = filters.filter("4.5");
  second.name = "perhaps";
  second.on_transformed_logs = true;
  filters.all.filters.push_back(second);
  filters.filter("4.5").value = "0";
  EXPECT_EQ(wrong_with(judge_one(filters.all)), "metric unknown (value_not_positive)");
}

TEST(Judge, LeavesOutAKindOfEventOnlyWhereTheControlIsAboutIt) {
  whole_account account;
  account.all.selectors.front().selectors.front().excluded_sources = {"kms.amazonaws.com"};
  std::string failed;
  for (const audit::finding& f : judge_all(account.all)) {
    if (f.status == status::failed) failed += std::string(f.control->control) + " ";
  }
  // Any call that was not authorized, any use of root, and the keys.
  EXPECT_EQ(failed, "4.1 4.3 4.7 ");
}

TEST(Judge, PutsSelectorsTogether) {
  whole_account account;
  auto& selectors = account.all.selectors.front().selectors;
  selectors = {{.read_write = "ReadOnly"}, {.read_write = "WriteOnly"}};
  EXPECT_EQ(wrong_with(judge_one(account.all)), "");
  selectors[1].excluded_sources = {"kms.amazonaws.com"};
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-5.0:4.5")), "");
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-5.0:4.7")), "events failed (source_excluded)");
  selectors = {{.read_write = "WriteOnly", .excluded_sources = {"kms.amazonaws.com"}}};
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-5.0:4.7")), "events failed (read_or_write_only) (source_excluded)");
}

TEST(Judge, TakesTheWorseOfWhatContradicts) {
  whole_account account;
  account.all.statuses.push_back(account.all.statuses.front());
  account.all.statuses.back().logging = false;
  account.all.selectors.push_back(account.all.selectors.front());
  account.all.selectors.back().selectors.clear();
  EXPECT_EQ(wrong_with(judge_one(account.all)), "logging failed (not_logging), events failed (no_management_events)");
}

TEST(Judge, KeepsTheTrailWhoseChainIsBest) {
  whole_account account;
  inventory::trail regional = account.all.trails.front();
  regional.name = "a-regional";
  regional.arn = "arn:aws:cloudtrail:eu-west-1:123456789012:trail/a-regional";
  regional.multi_region = false;
  account.all.trails.insert(account.all.trails.begin(), regional);
  audit::finding f = judge_one(account.all);
  EXPECT_EQ(wrong_with(f), "");
  EXPECT_EQ(f.trail, 1U);
  ASSERT_EQ(link_of(f, link::trail).remarks.size(), 1U);

  // Of two that are alike the first by ARN.
  account.all.trails.front() = account.all.trails.back();
  f = judge_one(account.all);
  EXPECT_EQ(f.trail, 0U);
}

// The trail belongs to the organization, its log group and what is behind it to another account.
TEST(Judge, FollowsAnOrganizationTrailIntoAnotherAccount) {
  const std::string member = "210987654321";
  whole_account owner;
  owner.all.trails.front().organization = true;
  owner.all.trails.front().listed_in.push_back(member);
  owner.all.listings.push_back({.what = document_kind::describe_trails, .where = {member, "us-east-1"}, .at = {}});
  const auto all = judge_all(owner.all);
  ASSERT_EQ(all.size(), 30U);
  EXPECT_EQ(all[0].account, home);
  EXPECT_EQ(all[15].account, member);
  for (const audit::finding& f : all) EXPECT_EQ(wrong_with(f), "") << f.account;

  // The owner is not audited: of the trail the member's listing is enough, of the rest nothing is known.
  inventory::inventory alone;
  alone.trails = owner.all.trails;
  alone.trails.front().listed_in = {member};
  alone.statuses = owner.all.statuses;
  alone.selectors = owner.all.selectors;
  alone.listings = {owner.all.listings.back()};
  EXPECT_EQ(audit::accounts_of(alone), std::vector<std::string>{member});
  EXPECT_EQ(wrong_with(judge_one(alone)), "filter unknown (filters_not_known)");
}

TEST(Judge, KeepsAccountsApart) {
  whole_account first;
  whole_account second("cis-5.0", "210987654321");
  second.all.alarms.clear();
  append(first.all, second.all);
  const auto all = judge_all(first.all);
  ASSERT_EQ(all.size(), 30U);
  for (const audit::finding& f : all) {
    EXPECT_EQ(wrong_with(f).substr(0, 23), f.account == home ? "" : "alarm failed (no_alarm)");
  }
  const auto one = judge_all(first.all, "cis-5.0", {.controls = {}, .accounts = std::span(&second.account, 1)});
  ASSERT_EQ(one.size(), 15U);
  EXPECT_EQ(one.front().account, second.account);
}

// A template knows filters and alarms, and no trail: they are judged all the same.
TEST(Judge, FollowsTheNearestLogGroupWithoutATrail) {
  whole_account account;
  inventory::inventory& in = account.all;
  in.trails.clear();
  in.statuses.clear();
  in.selectors.clear();
  account.drop_listing(document_kind::describe_trails);
  inventory::metric_filter elsewhere = account.filter("4.5");
  elsewhere.log_group = "application";
  elsewhere.pattern = "ERROR";
  in.filters.insert(in.filters.begin(), elsewhere);
  const audit::finding f = judge_one(in);
  EXPECT_EQ(wrong_with(f), "trail unknown (trails_not_known)");
  EXPECT_EQ(f.log_group, account.group);
  EXPECT_EQ(link_of(f, link::subscriber).status, status::passed);
  EXPECT_EQ(link_of(f, link::logging).status, status::blocked);
}

// A page with two texts for the same control: the good one is taken, and what is wrong with the other is told.
TEST(Judge, TellsWhatIsWrongInAnotherLogGroup) {
  whole_account account;
  inventory::inventory& in = account.all;
  in.trails.clear();
  inventory::metric_filter other = account.filter("4.1");
  other.log_group = "cloudtrail";
  other.pattern = R"({ ($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied") })";
  in.filters.push_back(other);
  const audit::finding f = judge_one(in, "cis-5.0:4.1");
  EXPECT_EQ(f.log_group, account.group);
  const audit::link_judgement& l = link_of(f, link::filter);
  EXPECT_EQ(l.status, status::passed);
  ASSERT_EQ(l.remarks.size(), 1U);
  EXPECT_EQ(l.remarks.front().why, audit::reason::not_covered);
  EXPECT_NE(l.remarks.front().message.find("`*` may have been lost"), std::string::npos) << l.remarks.front().message;
  ASSERT_EQ(l.remarks.front().grounds.size(), 1U);
  for (const audit::finding& each : judge_all(in)) {
    EXPECT_EQ(link_of(each, link::filter).remarks.empty(), each.control->control != "4.1") << each.control->id;
  }
}

TEST(Judge, SaysWhatIsOnlyDeclared) {
  whole_account account;
  inventory::trail_status& s = account.all.statuses.front();
  s.from = inventory::origin::declared;
  s.delivered = s.delivery_error = std::nullopt;
  const audit::finding f = judge_one(account.all);
  EXPECT_EQ(wrong_with(f), "");
  EXPECT_NE(link_of(f, link::logging).message.find("as declared"), std::string::npos);
  EXPECT_NE(link_of(f, link::delivery).message.find("as declared"), std::string::npos);
  // A state of Terraform is observed, but knows no delivery.
  s.from = inventory::origin::observed;
  account.all.files[s.at.file].documents = {document_kind::terraform_state};
  EXPECT_EQ(wrong_with(judge_one(account.all)), "");
  account.all.files[s.at.file].documents = {document_kind::get_trail_status};
  EXPECT_EQ(wrong_with(judge_one(account.all)), "delivery unknown (never_delivered)");
}

// What a document says is wrong is told even where others might make up for it.
TEST(Judge, TellsWhatIsWrongInHalfAnInventory) {
  whole_account account;
  account.drop_listing(document_kind::describe_metric_filters);
  account.filter("4.5").pattern = "{ $.eventName = StopLogging }";
  EXPECT_EQ(wrong_with(judge_one(account.all)), "filter unknown (filters_not_known) (not_covered)");
  account.drop_listing(document_kind::describe_alarms);
  account.filter("4.5").pattern = account.filter("4.5").pattern =
      std::string(catalog::find("cis-5.0:4.5")->normative.text);
  account.alarm("4.5").metric_namespace = "audit";
  EXPECT_EQ(wrong_with(judge_one(account.all)), "alarm unknown (alarms_not_known) (other_namespace)");
}

TEST(Judge, TakesTheDimensionsThatEachMatchHas) {
  whole_account account;
  account.filter("4.7").dimensions = {{"source", "$.eventSource"}};
  account.alarm("4.7").dimensions = {{"source", "kms.amazonaws.com"}};
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-5.0:4.7")), "");
  account.alarm("4.7").dimensions.front().second = "s3.amazonaws.com";
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-5.0:4.7")), "alarm failed (dimensions_do_not_meet)");
}

// Either text satisfies the control, each with its own alarm.
TEST(Judge, TriesEachTextOfTheControl) {
  const catalog::entry* control = catalog::find("cis-5.0:4.2");
  ASSERT_FALSE(control->alternatives.empty());
  whole_account account;
  account.filter("4.2").pattern = std::string(control->alternatives.front().text);
  audit::finding f = judge_one(account.all, "cis-5.0:4.2");
  EXPECT_EQ(wrong_with(f), "");
  EXPECT_EQ(f.filters.reference, 1U);
  EXPECT_EQ(f.filters.answer.reference, 1U);

  inventory::metric_filter wider = account.filter("4.2");
  wider.name = "wider";
  wider.pattern = std::string(control->normative.text);
  wider.metric_name = "Unwatched";
  account.all.filters.push_back(wider);
  f = judge_one(account.all, "cis-5.0:4.2");
  EXPECT_EQ(wrong_with(f), "");
  EXPECT_EQ(f.filters.reference, 1U);
}

// Until 1.5.0 the text asks for nearly every event; from 2.0.0 on the exclusions are joined by `and`.
TEST(Judge, HoldsTheOpenTextToItsMeaning) {
  whole_account account("cis-1.4.0");
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-1.4.0:4.1")), "");
  account.filter("4.1").pattern = R"({ $.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDenied*" })";
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-1.4.0:4.1")), "filter failed (not_covered)");
  account.filter("4.1").pattern = "";
  EXPECT_EQ(wrong_with(judge_one(account.all, "cis-1.4.0:4.1")), "");
}

TEST(Judge, SaysWhatTheExactTextCheckSays) {
  using answer = audit::exact_text::answer;
  whole_account account;
  const auto says = [&](std::string_view control) { return judge_one(account.all, control).security_hub.result; };
  const std::string hub(catalog::find("securityhub:CloudWatch.5")->normative.text);
  EXPECT_EQ(says("cis-5.0:4.5"), answer::white_space_differs);
  EXPECT_EQ(says("cis-5.0:4.15"), answer::no_control);
  account.filter("4.5").pattern = hub;
  EXPECT_EQ(says("cis-5.0:4.5"), answer::accepted);
  account.filter("4.5").pattern = hub + " ";
  EXPECT_EQ(says("cis-5.0:4.5"), answer::white_space_differs);
  account.filter("4.5").pattern = R"({ $.eventName = "*Trail" || $.eventName = St*Logging })";
  EXPECT_EQ(says("cis-5.0:4.5"), answer::refused);
  EXPECT_EQ(wrong_with(judge_one(account.all)), "");
}

TEST(Judge, TellsWhichWholeListOfSubscriptionsItTook) {
  whole_account account;
  account.listing(document_kind::list_subscriptions_by_topic).of = "another topic";
  account.all.subscriptions.clear();
  EXPECT_EQ(wrong_with(judge_one(account.all)), "subscriber unknown (subscriptions_not_known)");
  account.all.listings.push_back({.what = document_kind::list_subscriptions, .where = account.where(), .at = {}});
  EXPECT_EQ(wrong_with(judge_one(account.all)), "subscriber failed (no_subscription)");
}

// Of many doubts a few are kept; none of those left out makes a topic one without subscriptions.
TEST(Judge, SaysNothingUntrueWhereItLeavesRemarksOut) {
  whole_account account;
  const std::string other = account.topic + "-2";
  inventory::subscription& doubtful = account.all.subscriptions.front();
  doubtful.how = inventory::subscription::state::unknown;
  inventory::subscription elsewhere = doubtful;
  elsewhere.topic = other;
  for (int i = 0; i < 30; ++i) {
    inventory::subscription more = account.all.subscriptions.front();
    more.endpoint = std::to_string(i) + "@example.com";
    account.all.subscriptions.push_back(more);
  }
  account.all.subscriptions.push_back(elsewhere);
  account.alarm("4.5").actions.push_back(other);
  account.all.listings.push_back(
      {.what = document_kind::list_subscriptions_by_topic, .where = account.where(), .of = other, .at = {}});
  const audit::finding f = judge_one(account.all);
  EXPECT_EQ(link_of(f, link::subscriber).status, status::unknown);
  for (const audit::remark& each : link_of(f, link::subscriber).remarks)
    EXPECT_EQ(each.why, audit::reason::not_confirmed) << each.message;
}

TEST(Judge, AssumesNoFilterPolicyOnRequest) {
  whole_account account;
  account.all.attributes.clear();
  const auto f =
      judge_all(account.all, "cis-5.0:4.5", {.controls = {}, .assume_unfiltered_subscriptions = true}).front();
  EXPECT_EQ(wrong_with(f), "");
  ASSERT_EQ(link_of(f, link::subscriber).remarks.size(), 1U);
  EXPECT_EQ(link_of(f, link::subscriber).remarks.front().why, audit::reason::policy_not_known);
}

TEST(Judge, KnowsAccountsByWhateverIsThere) {
  inventory::inventory in;
  EXPECT_TRUE(audit::accounts_of(in).empty());
  in.alarms.emplace_back().where.account = "a";
  in.statuses.emplace_back().where.account = "b";
  in.statuses.back().trail = "unheard of";
  in.listings.push_back({.what = document_kind::list_subscriptions, .where = {"c", ""}, .at = {}});
  EXPECT_EQ(audit::accounts_of(in), (std::vector<std::string>{"a", "b", "c"}));
  for (const audit::finding& f : judge_all(in)) EXPECT_EQ(f.status, status::unknown);
}

TEST(Judge, TellsItsProgress) {
  whole_account account;
  std::size_t last = 0;
  judge_all(account.all, "cis-5.0", {.controls = {}, .on_progress = [&](std::size_t done, std::size_t all) {
                                       EXPECT_EQ(done, last + 1);
                                       EXPECT_EQ(all, 15U);
                                       last = done;
                                     }});
  EXPECT_EQ(last, 15U);
}

// More of everything than anybody has: it ends, soon, and nothing passes for it.
TEST(Judge, IsNotDrownedInRecords) {
  whole_account account;
  inventory::alarm alarm = account.alarm("4.5");
  alarm.threshold = 5;
  account.drop_alarm("4.5");
  account.all.alarms.insert(account.all.alarms.end(), 20000, alarm);
  audit::finding f = judge_one(account.all);
  EXPECT_EQ(f.status, status::failed);
  EXPECT_LE(link_of(f, link::alarm).remarks.size(), 40U);

  whole_account nested;
  nested.alarm("4.5").actions.clear();
  for (int i = 0; i < 2000; ++i) {
    inventory::alarm c;
    c.where = nested.where();
    c.name = "c" + std::to_string(i);
    c.kind = inventory::alarm_kind::composite;
    c.expressions = {i == 0 ? std::string("ALARM(4.5)") : "ALARM(c" + std::to_string(i - 1) + ")"};
    nested.all.alarms.push_back(c);
  }
  EXPECT_EQ(wrong_with(judge_one(nested.all)), "action unknown (composite_only)");

  whole_account filters;
  filters.all.filters.insert(filters.all.filters.end(), 1001, filters.filter("4.5"));
  EXPECT_EQ(wrong_with(judge_one(filters.all)), "filter unknown (coverage_not_known)");
  // Nor is any of them asked which of the control's texts they come nearest to.
  filters.filter("4.2").pattern = std::string(catalog::find("cis-5.0:4.2")->alternatives.front().text);
  EXPECT_EQ(judge_one(filters.all, "cis-5.0:4.2").filters.reference, 0U);
}

// A thousand accounts with the same filters are one decision for each control.
TEST(Judge, JudgesAThousandAccountsInSeconds) {
  inventory::inventory all;
  for (int i = 0; i < 1000; ++i) {
    whole_account account("cis-5.0", std::to_string(100000000000 + i));
    for (const char* region : {"us-east-1", "us-west-2", "ap-south-1"}) {
      account.all.listings.push_back(
          {.what = document_kind::describe_alarms, .where = {account.account, region}, .at = {}});
      account.all.listings.push_back(
          {.what = document_kind::describe_metric_filters, .where = {account.account, region}, .at = {}});
    }
    if (i % 10 == 0) account.filter("4.5").pattern = "{ $.eventName = StopLogging && $.x = " + std::to_string(i) + " }";
    append(all, account.all);
  }
  const auto start = std::chrono::steady_clock::now();
  const auto found = judge_all(all);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  RecordProperty("seconds", std::to_string(took.count()));
  EXPECT_EQ(found.size(), 15000U);
  EXPECT_EQ(std::count_if(found.begin(), found.end(), [](const auto& f) { return f.status == status::failed; }), 100);
  EXPECT_LT(took.count(), 120);
}

}  // namespace
}  // namespace coverwatch::test
