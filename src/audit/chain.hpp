// SPDX-License-Identifier: Apache-2.0
// The links behind the log group. Each is judged over a set of filters: those for which it holds must still cover every
// part of the reference that the link before handed on. In go the filters of a group and a reference, out come the
// judgements of filter, metric, alarm, action and subscriber. Knows nothing of trails.
#pragma once

#include "audit/decider.hpp"
#include "audit/index.hpp"
#include "audit/judgement.hpp"

#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::audit {

// What a judge of one link is given to look things up with.
struct context {
  const index& in;
  decider& decide;
  const judge_options& options;
};

enum class answer : std::uint8_t { no, maybe, yes };

// An alarm that rings for a filter, and a topic that is told then. Not sure: it hangs on what is not known.
struct ringing {
  std::size_t alarm;
  bool sure;
};
struct told {
  std::string topic;
  inventory::scope where;  // of the alarm
  bool sure;
};

// A filter on its way along the chain.
struct member {
  std::size_t record = 0;  // index into `inventory::filters`
  std::string_view text;   // its pattern; empty, which matches everything, when the document leaves it open
  bool sure = false;       // all links until now hold for it, as far as they are not known to be broken
  std::vector<ringing> alarms = {};
  std::vector<told> topics = {};
};

// What one link says of one filter.
struct filter_answer {
  audit::answer found = audit::answer::no;
  bool blind = false;        // nothing is known that it could look at, as the links before say; then it is maybe
  std::string message = {};  // one sentence, when it is yes
  std::vector<remark> remarks = {};  // those that are decisive if the link does not hold are marked so
  std::vector<evidence> grounds = {};
  std::vector<std::string> settle = {};
};

// Adds what is found out about a filter: the answer is the best of all, and the remarks that say why it is no better
// are decisive once all is told (`take`). Of a thousand remarks of a kind a few say as much.
struct found_out {
  filter_answer out;
  std::vector<answer> levels = {};  // of the remarks

  void add(answer what, reason why, std::string message, std::vector<evidence> grounds);
  filter_answer take();
};

filter_answer judge_metric(const context& c, member& m);
filter_answer judge_alarm(const context& c, member& m);   // fills `alarms`
filter_answer judge_action(const context& c, member& m);  // fills `topics`
filter_answer judge_subscriber(const context& c, member& m);

// `filter` to `subscriber` of the log group, held against one text.
struct chain {
  std::vector<link_judgement> links;  // five
  filter_judgement filters;
  std::vector<std::size_t> alarms;
};
chain judge_chain(const context& c, const inventory::trail::group& group, std::string_view reference);

// Where the document leaves a property of a filter open: at which link that matters.
enum class filter_part : std::uint8_t { nothing, pattern, metric };
filter_part part_of_property(std::string_view unresolved);

// `filter `x``, and the first few of a pattern for a sentence.
std::string filter_name(const inventory::metric_filter& f);

}  // namespace coverwatch::inline COVERWATCH_ABI::audit
