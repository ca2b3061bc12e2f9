// SPDX-License-Identifier: Apache-2.0
// Rows of the controls of CIS: one pattern over a whole buffer at two rates of hits, and a whole benchmark, by
// `pattern_set::match` over each event and by `scan`.
#include "expected.hpp"
#include "material.hpp"
#include "texts.hpp"

#include <coverwatch/coverwatch.hpp>

#include <map>
#include <memory>

namespace bench {
namespace {

using coverwatch::pattern;
using coverwatch::pattern_set;

using pass = std::function<outcome_sums(const part&)>;

outcome_sums sums(const tally& t) { return {t.matches, t.sum}; }

// CIS 4.1 by hand, from the fields.
outcome_sums unauthorized_by_hand(const fact_table& events, std::size_t count) {
  tally found;
  constexpr std::uint32_t only = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_unauthorized(events, i)) found.add(i, {&only, 1});
  }
  return sums(found);
}

// Two rows ask.
outcome_sums cis_by_reference(const part& p) {
  static std::map<std::size_t, outcome_sums> known;
  const auto [at, added] = known.try_emplace(p.count);
  if (added) at->second = sums(by_reference(cis_patterns(), p));
  return at->second;
}

struct scanning {
  explicit scanning(const std::vector<pattern>& patterns) : set(pattern_set::compile(patterns).value()) {}

  // A record must be numbered like its event, so the lines of a corpus are never blank.
  outcome_sums operator()(const part& p) {
    found = {};
    last = set.scan(p.text(), memory, sink, coverwatch::framing::lines);
    return last.records == p.count && last.damaged == 0 ? sums(found) : outcome_sums{};
  }

  pattern_set set;
  coverwatch::scratch memory;
  tally found;
  coverwatch::scan_summary last;
  coverwatch::scan_sink sink{[this](const coverwatch::scan_match& hit) {
    found.add(static_cast<std::size_t>(hit.record.number), hit.matches);
    return true;
  }};
};

pass by_scan(const std::vector<pattern>& patterns) {
  const auto made = std::make_shared<scanning>(patterns);
  return [made](const part& p) { return (*made)(p); };
}

pass by_match(const std::vector<pattern>& patterns) {
  const auto memory = std::make_shared<coverwatch::scratch>();
  return [set = pattern_set::compile(patterns).value(), memory](const part& p) {
    tally found;
    for (std::size_t i = 0; i < p.count; ++i) found.add(i, set.match(p.events()[i], *memory));
    return sums(found);
  };
}

}  // namespace

void add_scans() {
  const auto unauthorized = [] { return by_scan({parsed(unauthorized_text())}); };
  add({"scan_unauthorized", events, unauthorized,
       [](const part& p) { return unauthorized_by_hand(fields(), p.count); }});
  add({"scan_unauthorized_10", events_ten, unauthorized,
       [](const part& p) { return unauthorized_by_hand(fields_ten(), p.count); }});
  add({"match_cis", events, [] { return by_match(cis_patterns()); }, cis_by_reference});
  add({"scan_cis", events, [] { return by_scan(cis_patterns()); }, cis_by_reference});
}

}  // namespace bench
