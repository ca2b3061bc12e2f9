// SPDX-License-Identifier: Apache-2.0
// The atoms of one node as a question about sets of texts or of numbers, and the member that answers it.
#include "coverage/assignment.hpp"
#include "coverage/vocabulary.hpp"
#include "domain/number.hpp"
#include "domain/text.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// What the patterns compare the same value with, and known words for a field of that name.
COVERWATCH_FUNC std::vector<std::string_view> suggestions(const assignment& asked, const views& all) {
  std::vector<std::string_view> out;
  if (asked.which == words::any) return out;
  for (const view& v : all) {
    for (const std::uint32_t a : asked.p.places[v.place].atoms) {
      const std::uint32_t operand = asked.p.atoms[a].operand;
      if (operand == none) continue;
      if (const auto* text = std::get_if<logic::text_operand>(asked.p.operands[operand])) out.push_back(text->text);
    }
    for (const known_word& known : vocabulary) {
      if (asked.p.places[v.place].how == edge::name && known.field == asked.p.places[v.place].name)
        out.push_back(known.word);
    }
  }
  return out;
}

COVERWATCH_FUNC bool is_number(const assignment& asked, fact f) {
  return std::holds_alternative<logic::number_operand>(*asked.p.operands[asked.p.atoms[f.what()].operand]);
}

// Whether what the facts say holds of texts only: of whatever is comparable, not of strings alone.
COVERWATCH_FUNC bool hold_of_texts(const assignment& asked, std::initializer_list<const facts*> used) {
  bool some_text = false;
  for (const facts* all : used) {
    for (const fact f : *all) {
      if (is_number(asked, f)) return false;
      some_text = some_text || f.how() == fact::kind::dealt || f.literal().holds;
    }
  }
  return some_text;
}

COVERWATCH_FUNC reason no_text(assignment& asked, std::uint32_t term, const text_facts& q, domain::text_proof&& why) {
  const auto of_string = [&](std::initializer_list<const facts*> used) {
    return asked.p.form == logic::form::object && !hold_of_texts(asked, used);
  };
  if (why.listed != domain::text_proof::no_list) {
    const domain::text_proof::failure& failed = why.failures.front();  // a list of an operand has one text
    const fact literal = q.inside_facts[why.listed];
    const fact against = (failed.inside ? q.inside_facts : q.outside_facts)[failed.set];
    const facts used{literal, against};
    return reason::step(asked.steps.add(literal_step{term, of_string({&used}), literal, against}));
  }
  text_step step{term, false, {}, {}, {}, {}};
  for (const std::uint32_t i : why.inside) step.inside.push_back(q.inside_facts[i]);
  for (const std::uint32_t o : why.outside) step.outside.push_back(q.outside_facts[o]);
  for (std::size_t o = 0; o < q.outside.size() && !why.beginnings.empty(); ++o) {
    const domain::text_list* list = q.outside[o]->as_list();
    if (list == nullptr) continue;
    const auto holds = [&](const domain::text_set* set) { return set->contains(list->words.front()); };
    if (std::all_of(q.inside.begin(), q.inside.end(), holds)) step.words.push_back(q.outside_facts[o]);
  }
  step.of_string = of_string({&step.inside, &step.outside, &step.words});
  step.proof = std::move(why);
  return reason::step(asked.steps.add(std::move(step)));
}

COVERWATCH_FUNC answer some_string(assignment& asked, const views& all, std::uint32_t term, std::string& out) {
  std::string text;
  const answer found = some_text(asked, all, term, text);
  if (found == answer::yes) support::json::append_quoted(out, text);
  return found;
}

COVERWATCH_FUNC answer some_text(assignment& asked, const views& all, std::uint32_t term, std::string& out) {
  text_facts q;
  const bool possible = asked.each_atom(all, [&](const atom& a, bool holds, fact f) {
    if (a.ask != ask::equal) return assignment::passes(a.ask, value_kind::string) == holds;
    if (asked.is_any_text(a)) return holds;
    (holds ? q.inside : q.outside).push_back(&asked.texts.sets[a.operand]);
    (holds ? q.inside_facts : q.outside_facts).push_back(f);
    return true;
  });
  if (!possible) return answer::no;
  std::vector<std::string_view> likely = suggestions(asked, all);
  if (asked.p.form == logic::form::message) likely.insert(likely.end(), {"word", " "});  // rather than nothing at all
  domain::text_answer found =
      domain::find_text({q.inside, q.outside, likely, asked.p.form == logic::form::message}, asked.left);
  if (found.what == domain::text_answer::kind::none)
    return asked.refused(no_text(asked, term, q, std::move(found.proof)));
  if (found.what == domain::text_answer::kind::unknown) return asked.doubtful(doubt::budget);
  out = std::move(found.member);
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
    case ask::false_:
    case ask::contains: break;
  }
  return domain::number_relation::equal;
}

COVERWATCH_FUNC domain::number_test number_test(const assignment& asked, const atom& a) {
  if (a.ask == ask::finite) return domain::number_comparison{relation_of(a.ask), {}};
  const logic::operand& v = *asked.p.operands[a.operand];
  if (const auto* n = std::get_if<logic::number_operand>(&v)) {
    return domain::number_comparison{relation_of(a.ask), n->value.view()};
  }
  if (const auto* text = std::get_if<logic::text_operand>(&v)) return domain::number_literal{text->text};
  if (const auto* regex = std::get_if<logic::regex_operand>(&v)) return domain::number_regex{&regex->automaton};
  return domain::number_wildcard{&std::get_if<logic::wildcard_operand>(&v)->pieces, asked.texts.dialect};
}

COVERWATCH_FUNC answer some_number(assignment& asked, const views& all, std::uint32_t term, std::string& out) {
  domain::number_question question;
  number_step step;
  step.term = term;
  const bool possible = asked.each_atom(all, [&](const atom& a, bool holds, fact f) {
    if (a.ask != ask::finite && a.operand == none) return assignment::passes(a.ask, value_kind::number) == holds;
    if (asked.is_any_text(a)) return holds;
    (holds ? question.inside : question.outside).push_back(number_test(asked, a));
    (holds ? step.inside : step.outside).push_back(f);
    return true;
  });
  if (!possible) return answer::no;
  domain::number_answer found = domain::find_number(question, asked.left);
  if (found.what == domain::number_answer::kind::none) {
    step.proof = std::move(found.proof);
    return asked.refused(reason::step(asked.steps.add(std::move(step))));
  }
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
