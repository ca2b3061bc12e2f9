// SPDX-License-Identifier: Apache-2.0
// What the readers of the command line's outputs share: one answer with the request that it answers, and the properties
// of its records by name and type. A property that is not there though the service always sends it goes to
// `unresolved`; one of another type goes there too, and is a problem. Nothing is ever taken for a value that the
// document does not hold.
#pragma once

#include "inventory/document.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// Text of a document as messages show it: between back quotes, on one line, no longer than a line.
std::string shown(std::string_view text);

// What an envelope says of the command behind an output. Of an output without an envelope only `where`, by its folders.
struct request {
  bool known = false;                                               // there is an envelope
  std::string command;                                              // `logs describe-metric-filters`
  std::vector<std::pair<std::string, std::string>> arguments = {};  // lists joined by blanks
  scope where = {};
  std::string client = {};  // aws-cli/2.9.19 ...

  const std::string* argument(std::string_view name) const noexcept;
  // Those of these arguments that are given, as they are typed: what an answer is restricted to. Empty: to nothing.
  std::string given(std::initializer_list<std::string_view> names) const;
};

// One output, while it is read.
class answer {
 public:
  answer(inventory& to, const document& from, const request& about, const support::json::value& output)
      : out(to), in(from), asked(about), root(output) {}
  ~answer();  // tells how many problems were not told
  answer(const answer&) = delete;
  answer& operator=(const answer&) = delete;

  // Something is wrong at that value: an error. Of many, the first are told and the rest is counted.
  void wrong(const support::json::value& at, std::string message);

  // Calls `each` with the objects of the list under `key` and their paths. False when there is no such list, or
  // something in it is no object: then not all of it was read.
  using reading = std::function<bool(const support::json::value&, std::string path)>;
  bool for_each(std::string_view key, const reading& each);

  // A listing of that many records, not yet restricted to anything.
  listing list(document_kind what, bool whole, std::size_t records);

  inventory& out;
  const document& in;
  const request& asked;
  const support::json::value root;

 private:
  std::size_t wrongs_ = 0;
};

enum class presence : std::uint8_t { always, sometimes };

// One object of an answer. Missing and of the wrong type are told apart from everything else by an absent result.
class record {
 public:
  record(answer& of, const support::json::value& object, std::string path, std::vector<std::string>& unresolved)
      : answer_(of), object_(object), path_(std::move(path)), unresolved_(unresolved) {}

  std::optional<std::string> text(std::string_view key, presence when);
  std::optional<bool> flag(std::string_view key, presence when);
  std::optional<double> number(std::string_view key, presence when);
  std::optional<std::uint64_t> count(std::string_view key, presence when);
  std::vector<std::string> texts(std::string_view key, presence when);
  // Objects of a list; nothing of it is kept when one element is none.
  std::vector<support::json::value> objects(std::string_view key, presence when);
  // The members of an object whose values are texts.
  std::vector<std::pair<std::string, std::string>> map(std::string_view key, presence when);
  bool has(std::string_view key) const noexcept { return object_.member(key).has_value(); }

  // The property is not of the type that it should be, or has a value that cannot be.
  void refuse(const support::json::value& at, std::string_view key, std::string_view wanted);
  void leave_open(std::string_view key);

  place at() const { return answer_.in.at(object_.begin(), path_); }
  const std::string& path() const noexcept { return path_; }
  const support::json::value& object() const noexcept { return object_; }

 private:
  std::optional<support::json::value> find(std::string_view key, presence when, support::json::kind type,
                                           std::string_view wanted);

  answer& answer_;
  support::json::value object_;
  std::string path_;
  std::vector<std::string>& unresolved_;
};

// The double that a JSON number spells; nothing beyond the doubles.
std::optional<double> to_double(std::string_view spelling);

// Each reads one kind of output into the inventory.
void read_trails(answer& a);  // aws_trails.cpp: describe-trails, get-trail
void read_trail(answer& a);
void read_trail_status(answer& a);
void read_event_selectors(answer& a);  // aws_selectors.cpp
void read_metric_filters(answer& a);   // aws_filters.cpp
void read_alarms(answer& a);           // aws_alarms.cpp
void read_subscriptions(answer& a);    // aws_subscriptions.cpp
void read_subscription_attributes(answer& a);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
