// SPDX-License-Identifier: Apache-2.0
// What a set of patterns must answer, by the strict reader and the reference evaluator, one pattern after the other;
// and what is wrong with the answers that a `pattern_set` gave. Each check returns the first disagreement in words, or
// nothing. Knows how lines are cut, but not how elements are: whoever made the buffer says which records it holds.
#pragma once

#include "logic/evaluate.hpp"
#include "match/parts.hpp"
#include "support/json.hpp"

#include <coverwatch/pattern_set.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace set_judge {

using coverwatch::outcome;

struct answer {
  outcome what = outcome::no_match;
  std::vector<std::uint32_t> matches;
};

// A record of a buffer: where it stands and its number.
struct piece {
  std::size_t begin = 0;
  std::size_t size = 0;
  std::uint64_t number = 0;
};

// Everything that a scan said.
struct told {
  struct one {
    piece where;
    outcome what;
    std::vector<std::uint32_t> matches;
  };
  std::vector<one> matches;
  std::vector<one> damages;
  coverwatch::scan_summary summary;
};

inline constexpr std::string_view json_space = " \t\r\n";

inline bool blank(std::string_view text) { return text.find_first_not_of(json_space) == std::string_view::npos; }

// Begins with `{` and ends with `}`, white space aside.
inline bool in_braces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(json_space);
  return first != std::string_view::npos && text[first] == '{' && text[text.find_last_not_of(json_space)] == '}';
}

inline bool is_error(outcome what) { return what != outcome::match && what != outcome::no_match; }

inline std::vector<piece> lines_of(std::string_view buffer) {
  std::vector<piece> out;
  std::uint64_t number = 0;
  for (std::size_t begin = 0; begin < buffer.size(); ++number) {
    const std::size_t end = std::min(buffer.find('\n', begin), buffer.size());
    const bool carriage_return = end > begin && buffer[end - 1] == '\r';
    const std::size_t size = end - begin - (carriage_return ? 1 : 0);
    if (!blank(buffer.substr(begin, size))) out.push_back({begin, size, number});
    begin = end + 1;
  }
  return out;
}

inline std::string to_text(const std::vector<std::uint32_t>& matches) {
  std::string out = "[";
  for (const auto which : matches) out += (out.size() > 1 ? "," : "") + std::to_string(which);
  return out + "]";
}

inline std::string shown(std::string_view text) {
  if (text.size() > 2000)
    return std::string(text.substr(0, 1000)) + " ... " + std::string(text.substr(text.size() - 500));
  return std::string(text);
}

class judge {
 public:
  explicit judge(std::vector<coverwatch::pattern> patterns, std::size_t max_event_bytes = std::size_t{1} << 20)
      : set(coverwatch::pattern_set::compile(patterns).value()),
        patterns_(std::move(patterns)),
        max_event_bytes_(max_event_bytes) {}

  const std::vector<coverwatch::pattern>& patterns() const { return patterns_; }
  std::size_t max_event_bytes() const { return max_event_bytes_; }

  bool only_json() const {
    return std::all_of(patterns_.begin(), patterns_.end(),
                       [](const auto& each) { return each.kind() == coverwatch::pattern_kind::json; });
  }

  answer expected(std::string_view event) {
    answer out;
    if (patterns_.empty()) return out;
    if (event.size() > max_event_bytes_) return {outcome::too_large, {}};
    const auto error = document_.parse(event);
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      const auto& parts = patterns_[i].internals();
      const bool reads_json = parts.formula.form == coverwatch::logic::form::object;
      if (reads_json && error) {
        const bool deep = error->code == coverwatch::support::json::errc::too_deep;
        out.what = deep ? outcome::too_deep : outcome::not_json;
        continue;
      }
      const bool yes = reads_json
                           ? coverwatch::logic::evaluate(parts.formula, document_.root(), parts.dialect, regex_state_)
                           : coverwatch::logic::evaluate(parts.formula, event, parts.dialect);
      if (yes) out.matches.push_back(static_cast<std::uint32_t>(i));
    }
    if (!is_error(out.what) && !out.matches.empty()) out.what = outcome::match;
    return out;
  }

  // `match` and `evaluate` of one event.
  std::string wrong_with_event(std::string_view event, coverwatch::scratch& memory) {
    const answer right = expected(event);
    const auto matched = set.match(event, memory);
    if (auto wrong = difference(right.matches, {matched.begin(), matched.end()}); !wrong.empty()) {
      return "match: " + wrong + "\n" + shown(event);
    }
    const auto evaluated = set.evaluate(event, memory);
    if (auto wrong = difference(right.matches, {evaluated.matches.begin(), evaluated.matches.end()}); !wrong.empty()) {
      return "evaluate: " + wrong + "\n" + shown(event);
    }
    if (evaluated.what == right.what) return {};
    return "evaluate: outcome " + number_of(evaluated.what) + " instead of " + number_of(right.what) + "\n" +
           shown(event);
  }

  // A scan to the end, or until `matches` records were told.
  told scan(std::string_view buffer, coverwatch::scratch& memory, coverwatch::framing how,
            std::size_t matches = static_cast<std::size_t>(-1)) const {
    told out;
    const auto piece_of = [&](const coverwatch::record& r) {
      return piece{static_cast<std::size_t>(r.text.data() - buffer.data()), r.text.size(), r.number};
    };
    coverwatch::scan_sink sink;
    sink.on_match = [&](const coverwatch::scan_match& hit) {
      out.matches.push_back({piece_of(hit.record), outcome::match, {hit.matches.begin(), hit.matches.end()}});
      return out.matches.size() < matches;
    };
    sink.on_damage = [&](const coverwatch::scan_damage& d) { out.damages.push_back({piece_of(d.record), d.what, {}}); };
    out.summary = set.scan(buffer, memory, sink, how);
    return out;
  }

  // What was told of a buffer that was scanned up to the end of `records`, which are the records it holds.
  std::string wrong_with_scan(std::string_view buffer, const std::vector<piece>& records, const told& said) {
    std::size_t hit = 0, damage = 0;
    for (const piece& record : records) {
      const auto* matched = next(said.matches, hit, record);
      const auto* damaged = next(said.damages, damage, record);
      const std::string_view text = buffer.substr(record.begin, record.size);
      const std::string wrong = wrong_with_record(text, matched, damaged);
      if (!wrong.empty()) return "record " + std::to_string(record.number) + ": " + wrong + "\n" + shown(text);
    }
    if (hit != said.matches.size())
      return "a match that is no record, or out of order: " + place(said.matches[hit].where);
    if (damage != said.damages.size())
      return "a damage that is no record, or out of order: " + place(said.damages[damage].where);
    return wrong_with_summary(records.size(), said);
  }

  // A scan of lines to the end.
  std::string wrong_with_lines(std::string_view buffer, coverwatch::scratch& memory,
                               coverwatch::framing how = coverwatch::framing::lines) {
    const told said = scan(buffer, memory, how);
    if (auto wrong = wrong_with_scan(buffer, lines_of(buffer), said); !wrong.empty()) return wrong;
    const auto& s = said.summary;
    const auto line_breaks = static_cast<std::uint64_t>(std::count(buffer.begin(), buffer.end(), '\n'));
    if (s.lines != line_breaks) return std::to_string(s.lines) + " lines instead of " + std::to_string(line_breaks);
    return s.consumed == buffer.size() && !s.stopped ? "" : "the scan did not go to the end";
  }

  coverwatch::pattern_set set;

 private:
  static std::string number_of(outcome what) { return std::to_string(static_cast<int>(what)); }
  static std::string place(const piece& p) {
    return std::to_string(p.begin) + "+" + std::to_string(p.size) + " number " + std::to_string(p.number);
  }

  // The entry of this very record, if it is the next one.
  static const told::one* next(const std::vector<told::one>& list, std::size_t& at, const piece& record) {
    if (at == list.size()) return nullptr;
    const piece& where = list[at].where;
    const bool same = where.begin == record.begin && where.size == record.size && where.number == record.number;
    return same ? &list[at++] : nullptr;
  }

  std::string difference(const std::vector<std::uint32_t>& right, const std::vector<std::uint32_t>& given) const {
    if (right == given) return {};
    std::string out = to_text(given) + " instead of " + to_text(right);
    for (std::size_t i = 0; i < patterns_.size(); ++i) {
      const auto which = static_cast<std::uint32_t>(i);
      const bool must = std::find(right.begin(), right.end(), which) != right.end();
      const bool does = std::find(given.begin(), given.end(), which) != given.end();
      if (must != does) return out + "\n" + (must ? "missing: " : "too many: ") + patterns_[i].text();
    }
    return out + ": out of order, or one twice";
  }

  std::string wrong_with_record(std::string_view text, const told::one* matched, const told::one* damaged) {
    const answer right = expected(text);
    if (matched != nullptr || !right.matches.empty()) {
      auto wrong = difference(right.matches, matched != nullptr ? matched->matches : std::vector<std::uint32_t>{});
      if (!wrong.empty()) return wrong;
    }
    if (matched != nullptr && damaged != nullptr && !is_error(right.what)) return "a match and damaged";
    const bool cut = only_json() && !in_braces(text);
    const bool large = right.what == outcome::too_large;
    if (damaged == nullptr) return cut || large ? "not told as damaged" : "";
    if (is_error(right.what) && damaged->what == right.what) return {};
    return cut && damaged->what == outcome::not_json ? "" : "damaged as " + number_of(damaged->what);
  }

  std::string wrong_with_summary(std::size_t records, const told& said) const {
    const auto& s = said.summary;
    const bool right = s.records == records && s.matched == said.matches.size() && s.damaged == said.damages.size() &&
                       s.matched <= s.evaluated && s.evaluated <= s.records;
    if (right) return {};
    return "summary: " + std::to_string(s.records) + " records, " + std::to_string(s.evaluated) + " evaluated, " +
           std::to_string(s.matched) + " matched, " + std::to_string(s.damaged) + " damaged, of " +
           std::to_string(records) + " records, " + std::to_string(said.matches.size()) + " told, " +
           std::to_string(said.damages.size()) + " damaged";
  }

  std::vector<coverwatch::pattern> patterns_;
  std::size_t max_event_bytes_;
  coverwatch::support::json::document document_;
  std::vector<coverwatch::support::regex::word> regex_state_;
};

}  // namespace set_judge
