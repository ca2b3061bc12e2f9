// SPDX-License-Identifier: Apache-2.0
// The public face of the checker: a certificate's texts are read as patterns, translated once, and each proof is held
// against the translation. In goes the text of a certificate, out comes its claim, or where it is wrong.
#include <coverwatch/certificate.hpp>

#include "certificate/document.hpp"
#include "certificate/nodes.hpp"
#include "logic/evaluate.hpp"
#include "logic/lower.hpp"
#include "support/memory.hpp"
#include "syntax/parse.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace certificate {

// Far above the service's own limits, and enough to bound time and memory.
inline constexpr std::size_t longest_text_of_pattern = 16'384;  // characters
inline constexpr std::size_t most_regexes_of_pattern = 100;
inline constexpr std::size_t most_regex_words = 4096;  // of all patterns together: 64 positions each
inline constexpr std::size_t longest_example = std::size_t{1} << 20;

COVERWATCH_FUNC bool asks_for_nothing(const logic::formula& f) noexcept {
  const bool one_ellipsis = f.columns.size() == 1 && f.columns.front().how == logic::column::kind::ellipsis;
  return f.tests.empty() && (f.form == logic::form::message || (f.form == logic::form::columns && one_ellipsis));
}

COVERWATCH_FUNC std::size_t regex_words(const logic::formula& f) noexcept {
  std::size_t words = 0;
  for (const logic::operand& v : f.operands) {
    if (const auto* regex = std::get_if<logic::regex_operand>(&v)) words += regex->automaton.words();
  }
  return words;
}

// Whether both dialects mean the same by the operand.
COVERWATCH_FUNC bool is_of_both_dialects(const atom& a) noexcept {
  const auto* wildcard = a.value ? std::get_if<logic::wildcard_operand>(&*a.value) : nullptr;
  return wildcard == nullptr || wildcard->pieces.pieces.back().empty();
}

struct verification {
  document read;
  certificate_fault fault;
  work left;
  std::vector<logic::formula> matched;  // the reference and the assumptions
  logic::form reading = logic::form::message;
  std::optional<translation> made;
  std::size_t words = 0;   // of all regular expressions
  std::size_t tokens = 0;  // that each event has at least, when it is read as columns

  bool fail(std::string where, std::string what) {
    fault = {std::move(where), std::move(what)};
    return false;
  }

  // --- Patterns.

  std::optional<logic::formula> parse(const std::string& text, const std::string& where) {
    parse_options options;
    options.max_characters = longest_text_of_pattern;
    options.max_wildcard_selectors = SIZE_MAX;
    options.max_regexes = most_regexes_of_pattern;
    if (!left.spend(text.size() * text.size() / 8 + 1)) {  // equal parts are looked for in a row
      fail(where, std::string(too_much_work));
      return std::nullopt;
    }
    const auto parsed = syntax::parse(text, options);
    if (!parsed) {
      fail(where, "no pattern: " + message(parsed.error()));
      return std::nullopt;
    }
    logic::formula f = logic::lower(parsed->tree);
    words += regex_words(f);
    if (words <= most_regex_words) return f;
    fail(where, "the regular expressions are too many, or too long");
    return std::nullopt;
  }

  // Of canonical JSON terms read the text of an object.
  logic::form form_of(const logic::formula& f) const {
    const auto is_phrase = [](const logic::operand& v) { return std::holds_alternative<logic::phrase_operand>(v); };
    const bool of_terms =
        f.form == logic::form::message && std::all_of(f.operands.begin(), f.operands.end(), is_phrase);
    return read.canonical_json && of_terms ? logic::form::object : f.form;
  }

  // Those that read events otherwise are left out, and so are those of columns that ask for more tokens than there must
  // be: fewer demands leave more events.
  void translate(const logic::formula& f, bool holds) {
    const bool fits = form_of(f) == reading && (reading != logic::form::columns || tokens_needed(f) <= tokens);
    if (fits || asks_for_nothing(f)) made->add(f, holds);
  }

  bool add_matched(const std::string& text, const std::string& where) {
    auto f = parse(text, where);
    if (!f) return false;
    if (matched.empty() && (read.canonical_json || !asks_for_nothing(*f))) reading = form_of(*f);
    if (f->form == logic::form::columns) tokens = std::max(tokens, tokens_needed(*f));
    matched.push_back(std::move(*f));
    return true;
  }

  bool read_patterns() {
    if (!add_matched(read.reference, "the reference")) return false;
    for (std::size_t i = 0; i < read.assumptions.size(); ++i) {
      if (!add_matched(read.assumptions[i], "assumption " + std::to_string(i))) return false;
    }
    made.emplace(reading);
    for (const logic::formula& f : matched) translate(f, true);
    for (std::size_t i = 0; i < read.deployed.size(); ++i) {
      const auto f = parse(read.deployed[i], "deployed pattern " + std::to_string(i));
      if (!f) return false;
      translate(*f, false);
    }
    return true;
  }

  // --- Proofs.

  static std::vector<wildcards> dialects_of(spoken dialect) {
    switch (dialect) {
      case spoken::any: return {wildcards::glob, wildcards::leftmost};
      case spoken::glob: return {wildcards::glob};
      case spoken::leftmost: return {wildcards::leftmost};
    }
    return {};
  }

  bool has_good_dialects() const {
    const auto is = [&](std::size_t i, spoken dialect) { return read.proofs[i].dialect == dialect; };
    if (read.proofs.size() == 1) return true;
    return read.proofs.size() == 2 && is(0, spoken::glob) && is(1, spoken::leftmost);
  }

  bool same_translation(const proof& p) const {
    const auto same = [](const std::string& listed, const atom& a) { return listed == a.text; };
    const auto& atoms = made->atoms();
    if (!std::equal(p.atoms.begin(), p.atoms.end(), atoms.begin(), atoms.end(), same)) return false;
    if (p.formulas.size() != made->formulas().size()) return false;
    for (std::size_t i = 0; i < p.formulas.size(); ++i) {
      if (p.formulas[i] != made->spelled_formula(i)) return false;
    }
    return true;
  }

  static std::uint64_t cost_of(const logic::formula& f) noexcept {
    std::uint64_t cost = f.tests.size() + regex_words(f) + 1;
    for (const logic::operand& v : f.operands) {
      if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&v)) cost += wildcard->pieces.pieces.size();
    }
    return cost;
  }

  // Whether the pattern matches the example, in the plain words of the reference evaluator.
  bool matches(const logic::formula& f, const std::string& example, wildcards dialect) {
    if (!left.spend(cost_of(f) * (example.size() + 1))) return false;
    if (f.form != logic::form::object) return logic::evaluate(f, example, dialect);
    support::json::document json;
    return !json.parse(example) && logic::evaluate(f, json.root(), dialect);
  }

  static bool is_canonical(const std::string& example) {
    support::json::document json;
    return !json.parse(example) && json.root().is(support::json::kind::object) && compact(json.root()) == example;
  }

  bool check_example(const proof& p, const std::string& where) {
    if (p.example.size() > longest_example) return fail(where, "the example is longer than an event can be");
    if (read.canonical_json && !is_canonical(p.example)) return fail(where, "the example is no canonical JSON");
    for (const wildcards dialect : dialects_of(p.dialect)) {
      for (const logic::formula& f : matched) {
        if (!matches(f, p.example, dialect))
          return fail(where, "the example is no event that the reference and the assumptions match");
      }
    }
    return true;
  }

  bool check_proof(std::size_t number) {
    const proof& p = read.proofs[number];
    const std::string where = place_of_proof(number);
    if (!same_translation(p)) return fail(where, "its atoms or formulas are not those of the patterns");
    if (p.dialect == spoken::any && !std::all_of(made->atoms().begin(), made->atoms().end(), is_of_both_dialects))
      return fail(where, "a wildcard means something else in each dialect, so that one proof is not enough");
    if (!check_example(p, where)) return false;
    const fact_rules rules(*made, p.terms, reading, dialects_of(p.dialect).front(), left);
    std::string wrong = rules.fault_of_terms();
    if (!wrong.empty()) return fail(where, std::move(wrong));
    const auto found = fault_of_nodes(p, rules);
    return !found || fail(found->node ? place_of_node(*found->node, number) : where, found->what);
  }

  bool run() {
    if (!has_good_dialects())
      return fail("the document", "`proofs` has one proof, or one for `glob` and one for `leftmost`");
    if (!read_patterns()) return false;
    for (std::size_t i = 0; i < read.proofs.size(); ++i) {
      if (!check_proof(i)) return false;
    }
    return left.left > 0 || fail("the document", std::string(too_much_work));
  }

  certificate_claim claim() {
    certificate_claim out{
        std::move(read.reference), std::move(read.assumptions), read.canonical_json, std::move(read.deployed), {}, 0};
    for (const proof& p : read.proofs) {
      for (const wildcards dialect : dialects_of(p.dialect)) out.dialects.push_back(dialect);
      out.steps += p.nodes.size();
    }
    return out;
  }
};

}  // namespace certificate

COVERWATCH_FUNC result<certificate_claim, certificate_fault> verify(std::string_view text) {
  using answer = result<certificate_claim, certificate_fault>;
  // Short enough for texts that need no memory of their own.
  return support::unless_out_of_memory(answer(unexpected{certificate_fault{"memory", "ran out", true}}), [&]() -> answer {
    auto read = certificate::read_document(text);
    if (!read) return unexpected{std::move(read.error())};
    certificate::verification work;
    work.read = std::move(*read);
    if (!work.run()) return unexpected{std::move(work.fault)};
    return work.claim();
  });
}

}  // namespace coverwatch::inline COVERWATCH_ABI
