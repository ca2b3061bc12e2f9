// SPDX-License-Identifier: Apache-2.0
// The public `pattern`: calls the stages in order, and decides which road an event takes. The machine first; its
// `match` is given out only after the whole event has been validated, and where the machine cannot decide the
// reference evaluator does.
#include <coverwatch/pattern.hpp>

#include "logic/evaluate.hpp"
#include "logic/lower.hpp"
#include "match/machine.hpp"
#include "match/parts.hpp"
#include "match/workspace.hpp"
#include "program/compile.hpp"
#include "program/disassemble.hpp"
#include "support/json.hpp"
#include "support/memory.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

#include <utility>

namespace coverwatch::inline COVERWATCH_ABI {

namespace match {

COVERWATCH_FUNC outcome outcome_of(const support::json::error& e) noexcept {
  return e.code == support::json::errc::too_deep ? outcome::too_deep : outcome::not_json;
}

// The event read by the strict reader, then judged by the reference evaluator.
COVERWATCH_FUNC outcome reference_road(const pattern::parts& p, std::string_view event, workspace& w) {
  if (const auto error = w.document.parse(event)) return outcome_of(*error);
  return logic::evaluate(p.formula, w.document.root(), p.dialect, w.regex_state) ? outcome::match : outcome::no_match;
}

COVERWATCH_FUNC outcome judge(const pattern::parts& p, std::string_view event, scratch& memory, validation v) {
  workspace& w = memory.workspace();
  if (event.size() > w.max_event_bytes) return outcome::too_large;
  if (p.code.form != logic::form::object) return run_on_text(p.code, event, w) ? outcome::match : outcome::no_match;
  if (!prepare(event, w)) {
    const auto error = support::json::validate(event);
    return error ? outcome_of(*error) : reference_road(p, event, w);
  }
  const finding found = run(p.code, event, w);
  if (found == finding::repeated_key) return reference_road(p, event, w);
  if (found == finding::match_if_valid || v == validation::of_everything) {
    if (const auto error = validate_prepared(event, w)) return outcome_of(*error);
  }
  return found == finding::match_if_valid ? outcome::match : outcome::no_match;
}

COVERWATCH_FUNC outcome guarded_judge(const pattern::parts& p, std::string_view event, scratch& memory,
                                      validation v) noexcept {
  return support::unless_out_of_memory(outcome::out_of_memory, [&] { return judge(p, event, memory, v); });
}

// One field for each column, and for each token that an ellipsis took.
COVERWATCH_FUNC std::vector<field> fields_of(const pattern::parts& p, std::string_view event, workspace& w) {
  const std::vector<logic::column>& columns = p.formula.columns;
  split_columns(p.code.layout, event, reading::all, w);
  std::vector<field> fields;
  std::size_t taken = 0;  // tokens
  const auto numbered = [&] { return "$" + std::to_string(taken); };
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    if (columns[i].how != logic::column::kind::ellipsis) {
      ++taken;
      const bool named = columns[i].how == logic::column::kind::named;
      fields.push_back({named ? "$" + columns[i].name : numbered(), column_text(p.code.layout, i, event, w)});
      continue;
    }
    for (const std::size_t end = w.tokens.size() - (columns.size() - 1 - i); taken < end;) {
      const token& t = w.tokens[taken++];
      fields.push_back({numbered(), event.substr(t.text_begin, t.text_end - t.text_begin)});
    }
  }
  return fields;
}

COVERWATCH_FUNC bool matches(const pattern::parts& p, std::string_view event, scratch& memory) {
  return judge(p, event, memory, validation::of_matches) == outcome::match;
}

}  // namespace match

COVERWATCH_FUNC result<pattern, diagnostic> pattern::parse(std::string_view text, const parse_options& options) {
  using answer = result<pattern, diagnostic>;
  return support::unless_out_of_memory(answer(unexpected{diagnostic{.code = errc::out_of_memory}}), [&]() -> answer {
    auto parsed = syntax::parse(text, options);
    if (!parsed) return unexpected{std::move(parsed.error())};
    auto made = std::make_shared<parts>();
    made->text = text;
    made->dialect = options.dialect;
    made->tree = std::move(parsed->tree);
    made->warnings = std::move(parsed->warnings);
    made->formula = logic::lower(made->tree);
    made->code = program::compile(made->formula, options.dialect);
    return pattern(std::move(made));
  });
}

COVERWATCH_FUNC bool pattern::matches(std::string_view event, scratch& memory) const noexcept {
  return match::guarded_judge(*parts_, event, memory, match::validation::of_matches) == outcome::match;
}

COVERWATCH_FUNC outcome pattern::evaluate(std::string_view event, scratch& memory) const noexcept {
  return match::guarded_judge(*parts_, event, memory, match::validation::of_everything);
}

COVERWATCH_FUNC std::vector<field> pattern::extract(std::string_view event, scratch& memory) const {
  const program::code& code = parts_->code;
  if (code.form != logic::form::columns || !match::matches(*parts_, event, memory)) return {};
  return match::fields_of(*parts_, event, memory.workspace());
}

COVERWATCH_FUNC pattern pattern::in_dialect(wildcards dialect) const {
  if (dialect == parts_->dialect) return *this;
  auto other = std::make_shared<parts>(*parts_);
  other->dialect = dialect;
  other->code = program::compile(other->formula, dialect);
  return pattern(std::move(other));
}

COVERWATCH_FUNC pattern_kind pattern::kind() const noexcept {
  constexpr pattern_kind kinds[] = {pattern_kind::everything, pattern_kind::json, pattern_kind::terms,
                                    pattern_kind::regex, pattern_kind::space_delimited};  // as the tree has them
  return kinds[parts_->tree.pattern.index()];
}

COVERWATCH_FUNC const std::string& pattern::text() const noexcept { return parts_->text; }

COVERWATCH_FUNC std::string pattern::canonical() const { return syntax::print(parts_->tree); }

COVERWATCH_FUNC std::string pattern::disassembly() const { return program::disassemble(parts_->code); }

COVERWATCH_FUNC std::span<const diagnostic> pattern::warnings() const noexcept { return parts_->warnings; }

}  // namespace coverwatch::inline COVERWATCH_ABI
