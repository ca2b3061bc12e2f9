// SPDX-License-Identifier: Apache-2.0
// The atoms of one node as a question about sets of texts or of numbers, and the member that answers it.
#include "coverage/assignment.hpp"
#include "coverage/vocabulary.hpp"
#include "domain/number.hpp"
#include "domain/text.hpp"
#include "support/json.hpp"

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// What the patterns compare the same value with, and known words for a field of that name.
COVERWATCH_FUNC std::vector<std::string_view> suggestions(const assignment& asked, const views& all) {
  std::vector<std::string_view> out;
  if (asked.which == words::any) return out;
  for (const view& v : all) {
    for (const atom& a : asked.p.atoms) {
      if (a.place != v.place || a.operand == none) continue;
      if (const auto* text = std::get_if<logic::text_operand>(&asked.p.operands[a.operand])) out.push_back(text->text);
    }
    for (const known_word& known : vocabulary) {
      if (asked.p.places[v.place].how == edge::name && known.field == asked.p.places[v.place].name)
        out.push_back(known.word);
    }
  }
  return out;
}

COVERWATCH_FUNC answer some_string(assignment& asked, const views& all, std::string& out) {
  std::string text;
  const answer found = some_text(asked, all, text);
  if (found == answer::yes) support::json::append_quoted(out, text);
  return found;
}

COVERWATCH_FUNC answer some_text(assignment& asked, const views& all, std::string& out) {
  std::vector<const domain::text_set*> inside, outside;
  const bool possible = asked.each_atom(all, [&](const atom& a, bool holds) {
    if (a.ask != ask::equal) return asked.passes(a.ask, value_kind::string) == holds;
    (holds ? inside : outside).push_back(&asked.texts.sets[a.operand]);
    return true;
  });
  if (!possible) return answer::no;
  const domain::text_answer found = domain::find_text({inside, outside, suggestions(asked, all)}, asked.left);
  if (found.what == domain::text_answer::kind::none) return answer::no;
  if (found.what == domain::text_answer::kind::unknown) return asked.doubtful(doubt::budget);
  out = found.member;
  return answer::yes;
}

COVERWATCH_FUNC domain::number_relation relation_of(ask what) noexcept {
  switch (what) {
    case ask::less: return domain::number_relation::less;
    case ask::less_equal: return domain::number_relation::less_equal;
    case ask::greater: return domain::number_relation::greater;
    case ask::greater_equal: return domain::number_relation::greater_equal;
    case ask::finite: return domain::number_relation::finite;
    case ask::equal:
    case ask::exists:
    case ask::comparable:
    case ask::null:
    case ask::true_:
    case ask::false_: break;
  }
  return domain::number_relation::equal;
}

COVERWATCH_FUNC domain::number_test number_test(const assignment& asked, const atom& a) {
  if (a.ask == ask::finite) return domain::number_comparison{domain::number_relation::finite, {}};
  const logic::operand& v = asked.p.operands[a.operand];
  if (const auto* n = std::get_if<logic::number_operand>(&v)) {
    return domain::number_comparison{relation_of(a.ask), n->value.view()};
  }
  if (const auto* text = std::get_if<logic::text_operand>(&v)) return domain::number_literal{text->text};
  if (const auto* regex = std::get_if<logic::regex_operand>(&v)) return domain::number_regex{&regex->automaton};
  return domain::number_wildcard{&std::get_if<logic::wildcard_operand>(&v)->pieces, asked.texts.dialect};
}

COVERWATCH_FUNC answer some_number(assignment& asked, const views& all, std::string& out) {
  domain::number_question question;
  const bool possible = asked.each_atom(all, [&](const atom& a, bool holds) {
    if (a.ask != ask::finite && a.operand == none) return asked.passes(a.ask, value_kind::number) == holds;
    (holds ? question.inside : question.outside).push_back(number_test(asked, a));
    return true;
  });
  if (!possible) return answer::no;
  const domain::number_answer found = domain::find_number(question, asked.left);
  if (found.what == domain::number_answer::kind::none) return answer::no;
  if (found.what == domain::number_answer::kind::member) {
    out += found.member;
    return answer::yes;
  }
  switch (found.reason) {
    case domain::number_unknown::budget: return asked.doubtful(doubt::budget);
    case domain::number_unknown::too_large: return asked.doubtful(doubt::event_size);
    case domain::number_unknown::text: break;
  }
  return asked.doubtful(doubt::number_text);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
