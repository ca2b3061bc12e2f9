// SPDX-License-Identifier: Apache-2.0
// Proofs of the domain held against the checker of certificates, which shares nothing with the searches that wrote
// them. In go a question and a proof, out comes whether the proof shows that there is nothing. Converts, and no more.
#pragma once

#include "certificate/numbers.hpp"
#include "certificate/texts.hpp"
#include "domain/number.hpp"
#include "domain/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace proof_check {

namespace certificate = coverwatch::certificate;
namespace domain = coverwatch::domain;

// --- Texts.

inline bool each_fails(const domain::text_question& q, const domain::text_proof& p) {
  if (p.listed >= q.inside.size() || !q.inside[p.listed]->as_list()) return false;
  const auto& words = q.inside[p.listed]->as_list()->words;
  if (words.size() != p.failures.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& f = p.failures[i];
    const auto& sets = f.inside ? q.inside : q.outside;
    if (f.set >= sets.size() || sets[f.set]->contains(words[i]) == f.inside) return false;
  }
  return true;
}

class rows_of_proof {
 public:
  rows_of_proof(const domain::text_question& q, const domain::text_proof& p) {
    well_formed_ = add_sets(p.inside, q.inside, question.inside) && add_sets(p.outside, q.outside, question.outside);
    for (const auto* set : q.outside) {
      if (const auto* list = set->as_list())
        question.words.insert(question.words.end(), list->words.begin(), list->words.end());
    }
    if (well_formed_ && p.width > 0) {
      for (std::size_t at = 0; at + p.width <= p.cells.size(); at += p.width) add_row(p, at);
    }
  }

  bool well_formed() const { return well_formed_; }
  certificate::text_question question;
  std::vector<certificate::text_row> rows;

 private:
  bool add_sets(const std::vector<std::uint32_t>& which, std::span<const domain::text_set* const> sets,
                std::vector<const certificate::text_reader*>& out) {
    for (const std::uint32_t i : which) {
      if (i >= sets.size() || sets[i]->as_list()) return false;
      if (const auto* w = sets[i]->as_wildcard())
        made_.emplace_back(certificate::wildcard_reader(w->pieces, w->dialect));
      if (const auto* r = sets[i]->as_regex()) made_.emplace_back(certificate::expression_reader(r->branches));
      out.push_back(&made_.back());
    }
    return true;
  }

  static std::uint32_t places(const certificate::text_reader& set) {
    const auto* expression = std::get_if<certificate::expression_reader>(&set);
    return expression ? expression->places() : 0;
  }

  void add_row(const domain::text_proof& p, std::size_t at) {
    const std::size_t end = at + p.width;
    const auto next = [&] { return at < end ? p.cells[at++] : 0; };
    certificate::text_row row;
    for (std::size_t i = 0; i < question.inside.size(); ++i) row.emplace_back(std::uint64_t{next()});
    for (const auto* set : question.outside) {
      if (!std::holds_alternative<certificate::expression_reader>(*set)) {
        const std::uint64_t cell = next();
        if (cell == domain::text_proof::nowhere) {
          row.emplace_back(certificate::text_null{});
        } else {
          row.emplace_back(cell);
        }
        continue;
      }
      std::vector<std::uint32_t> list;
      for (std::uint32_t place = 0; place < (places(*set) + 63) / 64 * 64; place += 64) {
        const std::uint64_t bits = next();
        for (std::uint32_t i = 0; i < 64; ++i)
          if (bits >> i & 1) list.push_back(place + i);
      }
      row.emplace_back(std::move(list));
    }
    const std::uint64_t beginning = next();
    if (beginning < p.beginnings.size()) {
      row.emplace_back(p.beginnings[beginning]);
    } else if (!question.words.empty()) {
      row.emplace_back(certificate::text_null{});
    }
    well_formed_ = well_formed_ && at == end && (beginning < p.beginnings.size() || beginning == certificate::nowhere);
    rows.push_back(std::move(row));
  }

  std::deque<certificate::text_reader> made_;
  bool well_formed_ = true;
};

inline bool verify(const domain::text_question& q, const domain::text_proof& p) {
  if (p.listed != domain::text_proof::no_list) return each_fails(q, p);
  const rows_of_proof converted(q, p);
  certificate::work left;
  return converted.well_formed() && certificate::fault_of(converted.question, converted.rows, left).empty();
}

// --- Numbers.

inline std::string digits_of(double d) {  // in scientific form, so that JSON takes it for a double
  std::array<char, 64> text;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), d, std::chars_format::scientific).ptr};
}

inline certificate::number_test converted(const domain::number_test& test) {
  if (const auto* c = std::get_if<domain::number_comparison>(&test)) {
    using domain::number_relation;
    switch (c->how) {
      case number_relation::equal: return certificate::value_test{certificate::comparison::equal, c->bound};
      case number_relation::less: return certificate::value_test{certificate::comparison::less, c->bound};
      case number_relation::less_equal: return certificate::value_test{certificate::comparison::less_equal, c->bound};
      case number_relation::greater: return certificate::value_test{certificate::comparison::greater, c->bound};
      case number_relation::greater_equal:
        return certificate::value_test{certificate::comparison::greater_equal, c->bound};
      case number_relation::finite: break;
    }
    return certificate::value_test{certificate::comparison::finite, {}};
  }
  if (const auto* literal = std::get_if<domain::number_literal>(&test)) return certificate::text_test{literal->text};
  if (const auto* w = std::get_if<domain::number_wildcard>(&test))
    return certificate::wildcard_test{w->pieces, w->dialect};
  return certificate::regex_test{std::get<domain::number_regex>(test).automaton};
}

inline std::optional<certificate::test_place> converted(const domain::number_place& place) {
  if (place.index == domain::number_place::nowhere) return std::nullopt;
  return certificate::test_place{place.outside, place.index};
}

inline std::optional<std::string> converted(const std::string& spelling) {
  return spelling.empty() ? std::nullopt : std::optional(spelling);
}

inline certificate::number_part converted(const domain::number_part_proof& part) {
  certificate::number_part out;
  out.why = static_cast<certificate::number_why>(part.why);  // the same five, in the same order
  out.because = converted(part.because);
  out.lower = converted(part.lower);
  out.upper = converted(part.upper);
  out.lower_point = converted(part.lower_point);
  out.upper_point = converted(part.upper_point);
  out.below = converted(part.below);
  out.above = converted(part.above);
  for (const auto& search : part.searches) {
    auto& s = out.searches.emplace_back();
    s.kind = static_cast<certificate::number_search::texts>(search.kind);
    s.negative = search.negative;
    s.first = search.first_exponent;
    s.last = search.last_exponent;
    for (std::size_t i = 1; i < search.nodes.size(); ++i)
      s.nodes.push_back({search.nodes[i].parent, search.nodes[i].character});
  }
  return out;
}

inline std::string fault_of(const domain::number_question& q, const domain::number_proof& p) {
  certificate::number_question question;
  for (const auto& test : q.inside) question.inside.push_back(converted(test));
  for (const auto& test : q.outside) question.outside.push_back(converted(test));
  certificate::number_proof proof{{}, converted(p.integers), converted(p.doubles)};
  for (const auto& r : p.refused) {
    const auto by = converted(r.test);
    if (!by) return "refused by nothing: " + r.spelling;
    proof.refused.push_back({static_cast<certificate::number_class>(r.kind), r.spelling, *by});
  }
  certificate::work left;
  return certificate::fault_of(question, proof, left);
}

}  // namespace proof_check
