// SPDX-License-Identifier: Apache-2.0
// A text with commands of the AWS command line, fragments of its JSON or blocks of Terraform in it, to records: what
// would be there if somebody did as the text says. The text is an account of its own; what it shows a second time, as a
// fragment or as Terraform beside commands, is another one, since it is instead of them. What is wrong with it is a
// note.
#include "inventory/aws_command.hpp"
#include "inventory/declared.hpp"
#include "inventory/document.hpp"
#include "inventory/hcl_resources.hpp"
#include "support/ascii.hpp"
#include "support/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

bool in_word(char c) {
  return support::is_ascii_letter(c) || support::is_digit(c) ||
         std::string_view{"_-./:@\"'"}.find(c) != std::string_view::npos;
}

class reader {
 public:
  reader(inventory& out, const document& d)
      : out_(out),
        document_(d),
        where_{std::string(d.path), {}},
        first_filter_(out.filters.size()),
        first_trail_(out.trails.size()),
        first_selectors_(out.selectors.size()) {}

  bool read() {
    read_commands();
    const bool commands = found_;  // each way to say the same stands for itself
    read_fragments(commands ? where_.account + " (filterPattern)" : where_.account);
    found_ = read_hcl_resources(out_, document_, commands ? where_.account + " (Terraform)" : where_.account) || found_;
    const bool terraform = document_.path.ends_with(".tf");
    if (terraform) {
      note(0,
           "Terraform's own files are read without variables, data and modules; what `terraform show -json` prints "
           "says all");
    }
    if (!found_ && !terraform) return false;
    put_default_selectors();
    put_listings();
    list_kind(out_, document_, document_kind::commands);
    return true;
  }

 private:
  void note(std::uint64_t line, std::string message) {
    out_.problems.push_back({std::string(document_.path), line, std::move(message), false});
  }

  // --- Commands.

  void read_commands() {
    const std::string_view text = document_.text;
    constexpr std::string_view program = "aws";
    std::size_t at = text.find(program);
    while (at != std::string_view::npos) {
      const bool begins = at == 0 || !in_word(text[at - 1]);
      const auto name = begins ? command_at(text, at) : std::nullopt;
      at = text.find(program, name ? read_command_at(at, *name) : at + program.size());
    }
  }

  std::size_t read_command_at(std::size_t at, const command_name& name) {
    command_reading reading = read_command(document_.text, at, name);
    if (!reading.said_something || reading.from_json) return reading.end;
    const declared_property* const group = find(reading.what, "log_group_name");
    if (group && group->values.size() == 1) groups_.emplace_back(at, group->values.front());
    if (name.operation == "describe-metric-filters") return reading.end;
    found_ = true;
    const declared_property* const own_name =
        find(reading.what, name.operation == "put-metric-alarm" ? "alarm_name" : "name");
    std::string address = own_name && !own_name->values.empty() ? own_name->values.front() : std::string{};
    declared d{std::move(reading.what), where_,
               document_.at(at, fmt::format("aws {} {}", name.service, name.operation)), std::move(address)};
    put(d, name.operation);
    for (text_remark& each : reading.remarks) note(document_.at(each.offset).line, std::move(each.message));
    return reading.end;
  }

  void put(const declared& d, std::string_view operation) {
    if (operation == "put-metric-filter") out_.filters.push_back(filter_of(d));
    if (operation == "put-metric-alarm") out_.alarms.push_back(alarm_of(d));
    if (operation == "subscribe") out_.subscriptions.push_back(subscription_of(d));
    if (operation == "create-trail") out_.trails.push_back(trail_of(d, true));
    if (operation == "update-trail") put_update(trail_of(d, false));
    if (operation == "start-logging") out_.statuses.push_back(status_of(d, d.address, true));
    if (operation == "stop-logging") out_.statuses.push_back(status_of(d, d.address, false));
    if (operation == "put-event-selectors") out_.selectors.push_back(selectors_of(d, d.address));
  }

  // To the trail that the text itself has created, if it has.
  void put_update(trail update) {
    const auto created = std::find_if(out_.trails.begin() + static_cast<std::ptrdiff_t>(first_trail_),
                                      out_.trails.end(), [&](const trail& t) { return t.name == update.name; });
    if (created == out_.trails.end()) {
      out_.trails.push_back(std::move(update));
      return;
    }
    if (update.multi_region) created->multi_region = update.multi_region;
    if (update.global_events) created->global_events = update.global_events;
    if (update.organization) created->organization = update.organization;
    if (update.log_group) created->log_group = std::move(update.log_group);
    created->unresolved.insert(created->unresolved.end(), update.unresolved.begin(), update.unresolved.end());
  }

  // --- Fragments: "filterPattern": "...", as `aws logs describe-metric-filters` prints it.

  void read_fragments(const std::string& account) {
    constexpr std::string_view key = "\"filterPattern\"";
    const std::string_view text = document_.text;
    std::size_t at = text.find(key);
    while (at != std::string_view::npos) {
      const std::size_t colon = support::skip_json_space(text, at + key.size());
      const std::size_t quote = support::skip_json_space(text, colon + 1);
      const bool is_text = colon < text.size() && text[colon] == ':' && quote < text.size() && text[quote] == '"';
      at = text.find(key, is_text ? read_fragment(at, quote + 1, account) : at + key.size());
    }
  }

  std::size_t read_fragment(std::size_t at, std::size_t begin, const std::string& account) {
    const std::string_view text = document_.text;
    std::size_t end = begin;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
    found_ = true;
    declaration what;
    const place where = document_.at(at, "filterPattern");
    if (end >= text.size()) {
      out_.problems.push_back(
          {std::string(document_.path), where.line, "the text of `filterPattern` does not end", true});
      return text.size();
    }
    declared_property pattern{"pattern", "filterPattern"};
    support::json::append_unescaped(pattern.values.emplace_back(), text.substr(begin, end - begin));
    what.properties.push_back(std::move(pattern));
    const auto group =
        std::partition_point(groups_.begin(), groups_.end(), [&](const auto& g) { return g.first < at; });
    if (group != groups_.begin())
      what.properties.push_back({"log_group_name", "logGroupName", {std::prev(group)->second}});
    what.unresolved.emplace_back("metricTransformations");
    out_.filters.push_back(
        filter_of({std::move(what), {account, {}}, where, fmt::format("(filterPattern in line {})", where.line)}));
    return end;
  }

  // --- What the text says by what it leaves out.

  // A trail that is created records all management events, unless it is told otherwise.
  void put_default_selectors() {
    std::set<std::string> told;
    for (std::size_t i = first_selectors_; i < out_.selectors.size(); ++i) told.insert(out_.selectors[i].trail);
    for (std::size_t i = first_trail_; i < out_.trails.size(); ++i) {
      const trail& t = out_.trails[i];
      if (t.multi_region && told.insert(t.arn).second) {
        out_.selectors.push_back(selectors_of({{}, t.where, t.at, t.arn}, t.arn));
      }
    }
  }

  // The filters that the text gives a log group are all that its account has there.
  void put_listings() {
    std::set<std::pair<std::string, std::string>> told;  // account, log group
    for (std::size_t i = first_filter_; i < out_.filters.size(); ++i) {
      const metric_filter& f = out_.filters[i];
      if (f.log_group.empty() || !told.insert({f.where.account, f.log_group}).second) continue;
      listing made;
      made.what = document_kind::describe_metric_filters;
      made.where = f.where;
      made.of = f.log_group;
      made.at = f.at;
      out_.listings.push_back(std::move(made));
    }
  }

  inventory& out_;
  const document& document_;
  scope where_;
  std::size_t first_filter_, first_trail_, first_selectors_;
  std::vector<std::pair<std::size_t, std::string>> groups_;  // log groups that commands name, and where
  bool found_ = false;
};

}  // namespace

bool read_commands(inventory& out, const document& d) { return reader(out, d).read(); }

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
