// SPDX-License-Identifier: Apache-2.0
// What must hold whatever the inventory is: nothing passes for want of evidence, and more filters never make things
// worse.
#include "broken_accounts.hpp"

#include <gtest/gtest.h>

#include <random>

namespace coverwatch::test {
namespace {

using inventory::document_kind;

// What the files of a whole account hold, and the link that rests on each.
struct evidence_file {
  audit::reason why;
  std::function<void(whole_account&)> remove;
};

std::vector<evidence_file> evidence_files() {
  using W = whole_account;
  return {
      {audit::reason::trails_not_known,
       [](W& w) {
         w.all.trails.clear();
         w.drop_listing(document_kind::describe_trails);
       }},
      {audit::reason::status_not_known, [](W& w) { w.all.statuses.clear(); }},
      {audit::reason::selectors_not_known, [](W& w) { w.all.selectors.clear(); }},
      {audit::reason::filters_not_known,
       [](W& w) {
         w.all.filters.clear();
         w.drop_listing(document_kind::describe_metric_filters);
       }},
      {audit::reason::alarms_not_known,
       [](W& w) {
         w.all.alarms.clear();
         w.drop_listing(document_kind::describe_alarms);
       }},
      {audit::reason::subscriptions_not_known,
       [](W& w) {
         w.all.subscriptions.clear();
         w.drop_listing(document_kind::list_subscriptions_by_topic);
       }},
      {audit::reason::policy_not_known, [](W& w) { w.all.attributes.clear(); }},
  };
}

TEST(Laws, ALinkWithoutItsFileIsUnknown) {
  for (const evidence_file& file : evidence_files()) {
    whole_account account;
    file.remove(account);
    for (const audit::finding& f : judge_all(account.all)) {
      const audit::link_judgement& l = link_of(f, audit::link_of(file.why));
      EXPECT_EQ(f.status, audit::status::unknown) << f.control->id;
      EXPECT_EQ(l.status, audit::status::unknown) << f.control->id << ' ' << audit::name(file.why);
      ASSERT_FALSE(l.remarks.empty());
      EXPECT_EQ(audit::name(l.remarks.front().why), audit::name(file.why));
      EXPECT_FALSE(l.settle.empty());
      for (const audit::link_judgement& each : f.links) EXPECT_NE(each.status, audit::status::failed) << each.message;
    }
  }
}

// The status stands for delivery too, and no other file does.
TEST(Laws, DeliveryRestsOnTheStatus) {
  whole_account account;
  account.all.statuses.clear();
  EXPECT_EQ(wrong_with(judge_one(account.all)),
            "logging unknown (status_not_known), delivery unknown (delivery_not_known)");
}

// Of an account only what one control is about, so that there is little to leave out.
void keep_only(whole_account& w, const std::string& control) {
  const auto other = [&](const auto& each) { return each.name != control && each.name != "4.6" && each.name != "all"; };
  std::erase_if(w.all.filters, other);
  std::erase_if(w.all.alarms, other);
}

template <class Records>
void without_each(inventory::inventory& in, Records inventory::inventory::*records,
                  const std::function<void(const std::string&)>& look) {
  for (std::size_t i = 0; i < (in.*records).size(); ++i) {
    const Records kept = in.*records;
    (in.*records).erase((in.*records).begin() + static_cast<std::ptrdiff_t>(i));
    look(std::to_string(i) + " of " + std::to_string(kept.size()));
    in.*records = kept;
  }
}

TEST(Laws, NothingPassesBecauseARecordIsMissing) {
  for (const broken& b : all_broken()) {
    if (b.status == "remark" || !b.assume.empty()) continue;
    whole_account account;
    b.how(account);
    keep_only(account, b.control);
    const auto look = [&](const std::string& what) {
      EXPECT_NE(judge_one(account.all, "cis-5.0:" + b.control).status, audit::status::passed) << b.name << ", " << what;
    };
    look("nothing");
    without_each(account.all, &inventory::inventory::trails, look);
    without_each(account.all, &inventory::inventory::statuses, look);
    without_each(account.all, &inventory::inventory::selectors, look);
    without_each(account.all, &inventory::inventory::filters, look);
    without_each(account.all, &inventory::inventory::alarms, look);
    without_each(account.all, &inventory::inventory::subscriptions, look);
    without_each(account.all, &inventory::inventory::attributes, look);
    without_each(account.all, &inventory::inventory::listings, look);
  }
}

TEST(Laws, AnotherFilterNeverMakesThePassedFail) {
  const std::vector<std::function<void(inventory::metric_filter&)>> others = {
      [](auto& f) { f.pattern = ""; },
      [](auto& f) { f.pattern = "{ $.eventName = 'X' }"; },
      [](auto& f) { f.pattern = "ERROR"; },
      [](auto& f) { f.pattern = "{ $.eventName = * }"; },
      [](auto& f) { f.pattern = std::nullopt; },
      [](auto& f) {
        f.unresolved = {"filterPattern", "metricValue"};
      },
      [](auto& f) { f.on_transformed_logs = true; },
      [](auto& f) { f.value = "$.x"; },
      [](auto& f) { f.metric_namespace = "nobody watches"; },
      [](auto& f) {
        f.dimensions = {{"a", "$.a"}};
      },
  };
  for (const auto& change : others) {
    for (const char* name : {"0", "4.5"}) {
      whole_account account;
      inventory::metric_filter another = account.filter("4.5");
      another.name = name;
      change(another);
      account.all.filters.insert(account.all.filters.begin(), another);
      for (const audit::finding& f : judge_all(account.all)) {
        EXPECT_EQ(wrong_with(f), "") << f.control->id << ' ' << another.pattern.value_or("open");
      }
    }
  }
}

TEST(Laws, TheOrderOfRecordsDoesNotMatter) {
  std::mt19937 random(8);  // NOLINT(cert-msc51-cpp): the same each time
  for (const broken& b : all_broken()) {
    whole_account account;
    b.how(account);
    const std::string before = wrong_with(judge_one(account.all, "cis-5.0:" + b.control));
    std::shuffle(account.all.filters.begin(), account.all.filters.end(), random);
    std::shuffle(account.all.alarms.begin(), account.all.alarms.end(), random);
    std::shuffle(account.all.listings.begin(), account.all.listings.end(), random);
    EXPECT_EQ(wrong_with(judge_one(account.all, "cis-5.0:" + b.control)), before) << b.name;
  }
}

}  // namespace
}  // namespace coverwatch::test
