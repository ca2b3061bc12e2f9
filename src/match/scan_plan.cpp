// SPDX-License-Identifier: Apache-2.0
// From the clues of all patterns to a few needles: texts where there are few, keys where many values of one are wanted.
#include "match/scan_plan.hpp"

#include "match/parts.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::match {

// A key for which more texts than this are wanted is looked for itself; it stands in most records, and costs about as
// much as so many needles.
inline constexpr std::size_t most_texts_of_a_key = 3;

COVERWATCH_FUNC std::string bytes_of_text(const logic::clue& c) {
  return (c.opens ? "\"" : "") + std::string(c.text) + (c.closes ? "\"" : "");
}

// What is to be looked for, before it is known whether it is little enough.
struct scan_plan::draft {
  std::vector<std::string_view> known_keys;  // are needles themselves
  std::vector<std::string> texts;
  std::vector<std::pair<std::string_view, wanted_texts>> keys;
  bool escapes = false;  // some clue may hide behind \u
  bool possible = true;

  bool fits() const noexcept {
    return possible && texts.size() + keys.size() + (escapes ? 1 : 0) <= support::needle_tables::most;
  }

  bool is_known(std::string_view key) const noexcept {
    return std::find(known_keys.begin(), known_keys.end(), key) != known_keys.end();
  }

  wanted_texts& behind(std::string_view key) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.first == key; });
    if (found != keys.end()) return found->second;
    keys.emplace_back(key, wanted_texts{});
    return keys.back().second;
  }

  void add_member(const logic::clue& c) {
    wanted_texts& wanted = behind(c.key);
    if (c.behind == logic::clue::strings::any) wanted.want_every_string();
    if (c.behind != logic::clue::strings::equal) return;
    if (const auto* text = std::get_if<logic::text_operand>(c.value)) wanted.want(text->text);
    if (const auto* number = std::get_if<logic::number_operand>(c.value)) wanted.want(number->spelling);
    if (const auto* glob = std::get_if<logic::wildcard_operand>(c.value)) wanted.want(glob->pieces);
  }

  void add_text(std::string bytes) {
    const auto covers = [&](const std::string& text) { return bytes.find(text) != std::string::npos; };
    if (std::any_of(texts.begin(), texts.end(), covers)) return;
    std::erase_if(texts, [&](const std::string& text) { return text.find(bytes) != std::string::npos; });
    texts.push_back(std::move(bytes));
  }

  void add(const logic::clue& c) {
    if (c.text.empty() || (!c.key.empty() && is_known(c.key))) return add_member(c);
    if (texts.size() <= support::needle_tables::most) add_text(bytes_of_text(c));
  }

  void add(const logic::formula& f) {
    const std::vector<logic::clue> clues = logic::necessary_clues(f, known_keys);
    possible = possible && !clues.empty();
    escapes = escapes || f.form == logic::form::object;
    for (const logic::clue& c : clues) add(c);
  }
};

// How many clues ask about each key, the most first.
using key_tally = std::vector<std::pair<std::string_view, std::size_t>>;

COVERWATCH_FUNC key_tally tally_keys(std::span<const pattern> patterns) {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (const pattern& each : patterns) {
    for (const logic::clue& c : logic::necessary_clues(each.internals().formula, {})) {
      if (!c.key.empty()) ++counts[c.key];
    }
  }
  key_tally tally(counts.begin(), counts.end());
  std::sort(tally.begin(), tally.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return tally;
}

COVERWATCH_FUNC void scan_plan::add(std::string bytes, std::uint32_t key) {
  const support::needle_anchor anchor = support::rarest_anchor(bytes);
  tables_.anchors[tables_.count++] = anchor;
  needle n{std::move(bytes), 0, 0, anchor.offset, key};
  const std::size_t head = std::min(n.bytes.size(), sizeof n.head);
  std::memcpy(&n.head, n.bytes.data(), head);
  std::memset(&n.inside, 0xff, head);
  needles_.push_back(std::move(n));
}

// Ever more keys are looked for themselves, until there are few enough needles.
COVERWATCH_FUNC scan_plan::scan_plan(std::span<const pattern> patterns) {
  const key_tally tally = tally_keys(patterns);
  draft d;
  std::size_t known = 0;
  while (known < tally.size() && tally[known].second > most_texts_of_a_key) ++known;
  for (;; ++known) {
    d = {};
    for (std::size_t i = 0; i < std::min(known, support::needle_tables::most); ++i)
      d.known_keys.push_back(tally[i].first);
    for (std::size_t i = 0; i < patterns.size() && d.fits(); ++i) d.add(patterns[i].internals().formula);
    if (!d.possible) return;
    if (d.fits()) break;
    if (known >= tally.size() || known >= support::needle_tables::most) return;
  }
  for (auto& [key, wanted] : d.keys) {
    keys_.push_back(std::move(wanted));
    add('"' + std::string(key) + '"', static_cast<std::uint32_t>(keys_.size() - 1));
  }
  for (std::string& text : d.texts) add(std::move(text), no_key);
  if (d.escapes) add("\\u", no_key);
}

// Most places are refused by their first eight bytes.
COVERWATCH_FUNC bool scan_plan::stands(const needle& n, std::string_view buffer, std::size_t place) const noexcept {
  if (place < n.offset) return false;
  const std::string_view here = buffer.substr(place - n.offset);
  if (here.size() >= sizeof n.head) {
    std::uint64_t head;
    std::memcpy(&head, here.data(), sizeof head);
    if ((head & n.inside) != n.head) return false;
  }
  if (!here.starts_with(n.bytes)) return false;
  return n.key == no_key || keys_[n.key].behind_key(here.substr(n.bytes.size()));
}

COVERWATCH_FUNC bool scan_plan::worth_a_look(std::string_view buffer, std::size_t place) const noexcept {
  for (std::size_t i = 0; i < needles_.size(); ++i) {
    if (stands(needles_[i], buffer, place)) return true;
  }
  return false;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
