// SPDX-License-Identifier: Apache-2.0
// A resource of infrastructure code as far as its document says what it will be: the step between the readers of plans
// and templates and the records of the model. In goes what a reader resolved, out come records. Follows no reference
// itself.
#pragma once

#include "inventory/document.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// A value in a document. Numbers and booleans are texts as they are spelled: both languages take one for the other.
struct property {
  enum class kind : std::uint8_t {
    absent,
    open,  // the document leaves it open: a parameter without a value, what another stack exports
    text,
    list,
    map,
  };
  kind what = kind::absent;
  std::string name = {};  // its own, when it is a member of a map
  std::string text = {};
  std::vector<property> items = {};  // of a list or map
  std::size_t offset = 0;            // where it stands in the document
  // The text holds a symbol for what only the stack knows, `${AWS::Region}`, `${Parameter}`: equal texts are equal
  // values, but different texts may be, too.
  bool pseudo = false;

  bool is(kind k) const noexcept { return what == k; }
  // The member that CloudFormation calls by that name, or Terraform by that name in its own spelling (TopicArn is
  // topic_arn); an absent one when there is none. `other`: Terraform's name where it is another word.
  const property& of(std::string_view wanted, std::string_view other = {}) const;
};

enum class resource_kind : std::uint8_t {
  trail,
  log_group,
  metric_filter,
  alarm,
  composite_alarm,
  topic,
  subscription
};

struct resource {
  resource_kind what{};
  std::string key;      // the text by which others name it once references are followed; see `key_of`
  std::string address;  // as people write it in the document
  std::string name;     // that the service will know it by; its address where that is not known
  scope where;
  origin from{};
  bool created = false;   // the document makes it: what belongs to it stands in the document, too
  std::string condition;  // it is there only under that condition; empty: always
  bool untold = false;    // it was there before, so the service may know properties that the document cannot tell of
  std::size_t offset = 0;
  property properties;
};

// A document's resources, on their way into the inventory.
class declarations {
 public:
  using place_of = std::function<place(std::size_t offset, std::string path)>;
  declarations(inventory& out, std::string_view path, place_of at)
      : out_(out), path_(path), at_(std::move(at)), first_{out.trails.size(), out.filters.size(), out.alarms.size()} {}

  void add(const resource& r);
  // Something may belong to the document's resources that cannot be told: its lists are not whole.
  void leave_lists_open() noexcept { lists_whole_ = false; }
  // Adds the listings: of what the document makes, and when an account is nothing but this document (`where` names the
  // path of the file), of its alarms. To be called once, at the end.
  void finish();
  void add_problem(std::size_t offset, std::string message, bool error);

 private:
  void add_trail(const resource& r);
  void add_selectors(const resource& r, place at);
  void add_filter(const resource& r);
  void add_alarm(const resource& r);
  void add_composite(const resource& r);
  void add_topic(const resource& r);
  void add_subscription(const resource& r, const property& from, const std::string& topic, const std::string& key);
  void add_list(document_kind what, const scope& where, std::string of, place at);
  // A text that others are named by. With a symbol in it, it means something in this document alone.
  std::string joint(const std::string& text) const;
  // Symbols that meet no equal one are open after all.
  void open_lone_symbols();
  void open_lone_metrics();
  void open_lone_groups();
  void open_lone_topics();

  inventory& out_;
  std::string_view path_;
  place_of at_;
  bool lists_whole_ = true, alarms_whole_ = true;
  std::vector<listing> listings_;
  std::map<std::pair<std::string, std::string>, scope> groups_;  // that stand here, by name and account
  struct {
    std::size_t trail, filter, alarm;
  } first_;                                     // of the records made here, all of which follow it
  std::set<std::string> topics_, made_topics_;  // of which something is said, and those that are made here
  std::set<scope> filters_where_;
};

// What stands for a resource whose ARN or name is not known: no other document has the same.
inline std::string key_of(std::string_view path, std::string_view address) {
  return std::string(path) + '#' + std::string(address);
}

// Whether a text holds a symbol for what only the stack knows; see `property::pseudo`.
inline bool is_symbol(std::string_view text) noexcept { return text.find("${") != std::string_view::npos; }

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
