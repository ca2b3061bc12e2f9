// SPDX-License-Identifier: Apache-2.0
// In goes a proof, out comes whether its nodes hold, one after the other. Of each its premises are kept, sorted, until
// the last node that uses them. Whatever a node names must be there, and whatever is there must be used.
#include "certificate/nodes.hpp"

#include "certificate/document.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

inline constexpr std::size_t most_premises = std::size_t{1} << 23;  // that are kept at once

using facts = std::vector<fact>;

COVERWATCH_FUNC void sort_facts(facts& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

COVERWATCH_FUNC bool says_yes(const fact& f) noexcept {
  return f.what == fact::says::holds || f.what == fact::says::of_term;
}

// Each function returns what is wrong, or nothing, and leaves the premises.
class node_checker {
 public:
  node_checker(const proof& p, const fact_rules& rules)
      : p_(p), rules_(rules), premises_(p.nodes.size()), last_use_(p.nodes.size()), is_used_(p.terms.size()) {}

  std::optional<node_fault> run() {
    if (p_.nodes.empty()) return node_fault{std::nullopt, "there is no node"};
    if (auto unused = find_uses()) return unused;
    for (at_ = 0; at_ < p_.nodes.size(); ++at_) {
      facts out;
      std::string what = std::visit([&](const auto& n) { return check(n, out); }, p_.nodes[at_]);
      sort_facts(out);
      kept_ += out.size();
      if (rules_.left().left == 0 || kept_ > most_premises) what = too_much_work;
      if (!what.empty()) return node_fault{at_, std::move(what)};
      premises_[at_] = std::move(out);
      release();
    }
    return conclude();
  }

 private:
  // --- Order and use.

  template <class Use>
  static void each_node_used(const node& n, const Use& use) {
    if (const auto* cases = std::get_if<cases_node>(&n)) {
      for (const auto& [part, why] : cases->parts)
        if (why.node) use(*why.node);
    } else if (const auto* kinds = std::get_if<kinds_node>(&n)) {
      for (const auto& [kind, why] : kinds->kinds)
        if (why.node) use(*why.node);
    } else if (const auto* some = std::get_if<some_node>(&n)) {
      use(some->then);
    } else if (const auto* deal = std::get_if<deal_node>(&n)) {
      for (const deal_part& part : deal->parts)
        if (!part.is_like) use(part.number);
      use(deal->end);
    }
  }

  // Nodes come before those that use them, and each but the last is used.
  std::optional<node_fault> find_uses() {
    std::vector<bool> used(p_.nodes.size());
    bool in_order = true;
    std::size_t i = 0;
    for (; i < p_.nodes.size() && in_order; ++i) {
      each_node_used(p_.nodes[i], [&](std::uint32_t other) {
        in_order = in_order && other < i;
        if (!in_order) return;
        used[other] = true;
        last_use_[other] = i;
      });
    }
    if (!in_order) return node_fault{i - 1, "it uses a node that does not stand before it"};
    const auto unused = std::find(used.begin(), used.end() - 1, false);
    if (unused != used.end() - 1) return node_fault{static_cast<std::size_t>(unused - used.begin()), "no node uses it"};
    return std::nullopt;
  }

  void release() {
    each_node_used(p_.nodes[at_], [&](std::uint32_t other) {
      if (last_use_[other] != at_) return;
      kept_ -= premises_[other].size();
      facts().swap(premises_[other]);
    });
  }

  // The last premises are among what is assumed; each term has been named, or one below it.
  std::optional<node_fault> conclude() {
    const facts assumed = rules_.patterns().assumed();
    for (const fact& f : premises_.back()) {
      if (!std::binary_search(assumed.begin(), assumed.end(), f))
        return node_fault{p_.nodes.size() - 1, "it rests on " + premise_text(f) + ", which the patterns do not say"};
    }
    for (std::size_t t = p_.terms.size(); t-- > 1;) {
      if (!is_used_[t]) return node_fault{std::nullopt, "no node names term " + std::to_string(t)};
      is_used_[p_.terms[t].parent] = true;
    }
    return std::nullopt;
  }

  static std::string premise_text(const fact& f) { return "`" + spelling(f) + "`"; }

  // --- Facts and terms that nodes name.

  bool use_fact(const fact& f) {
    if (!rules_.exists(f)) return false;
    if (f.what == fact::says::of_term || f.what == fact::says::present) is_used_[f.term] = true;
    return true;
  }
  bool use_term(std::uint32_t t) {
    if (t < p_.terms.size()) is_used_[t] = true;
    return t < p_.terms.size();
  }
  const atom& atom_of(const fact& f) const { return rules_.atom_of(f); }
  const logic::operand& value_of(const fact& f) const { return *atom_of(f).value; }
  bool is_number(const fact& f) const { return std::holds_alternative<logic::number_operand>(value_of(f)); }

  // The premises of a node that one uses, but for those that `left_out` is true of.
  // Never more than are kept at once: a node may use another one many times.
  template <class LeftOut>
  void add_premises(std::uint32_t other, const LeftOut& left_out, facts& out) {
    if (out.size() + premises_[other].size() > most_premises) sort_facts(out);
    if (out.size() + premises_[other].size() > most_premises) rules_.left().left = 0;
    if (!rules_.left().spend(16 * premises_[other].size() + 1)) return;
    std::remove_copy_if(premises_[other].begin(), premises_[other].end(), std::back_inserter(out), left_out);
  }

  // --- Nodes.

  std::string check(const clash_node& n, facts& out) {
    if (!use_fact(n.first) || !use_fact(n.second)) return "there is no such fact";
    if (!rules_.contradict(n.first, n.second)) return "the facts do not contradict each other";
    out = {n.first, n.second};
    return {};
  }

  std::string check(const cases_node& n, facts& out) {
    const auto& formulas = rules_.patterns().formulas();
    if (n.formula >= formulas.size() || formulas[n.formula].all) return "there is no such formula of cases";
    facts wanted = formulas[n.formula].parts, listed;
    for (const auto& [part, why] : n.parts) listed.push_back(part);
    std::sort(wanted.begin(), wanted.end());
    std::sort(listed.begin(), listed.end());
    if (wanted != listed) return "its parts are not those of the formula";
    out.push_back({fact::says::formula, {}, n.formula, 0});
    std::set<fact> denied;
    for (const auto& [part, why] : n.parts) {
      std::string what = check_case(part, why, denied, out);
      if (!what.empty()) return what;
      if (part.what == fact::says::holds) denied.insert({fact::says::fails, {}, part.number, 0});
      if (part.what == fact::says::fails) denied.insert({fact::says::holds, {}, part.number, 0});
    }
    return {};
  }

  std::string check_case(const fact& part, const reason& why, const std::set<fact>& denied, facts& out) {
    facts given;
    rules_.patterns().assume(part, given);
    std::sort(given.begin(), given.end());
    const auto is_given = [&](const fact& f) {
      return std::binary_search(given.begin(), given.end(), f) || denied.contains(f);
    };
    if (why.node) {
      add_premises(*why.node, is_given, out);
      return {};
    }
    if (!use_fact(why.fact)) return "there is no such fact";
    const auto contradicts = [&](const fact& f) { return rules_.contradict(why.fact, f); };
    if (std::none_of(given.begin(), given.end(), contradicts))
      return spelling(why.fact) + " does not contradict " + spelling(part);
    if (!is_given(why.fact)) out.push_back(why.fact);
    return {};
  }

  std::string check(const kinds_node& n, facts& out) {
    if (rules_.of_messages()) return "a message has no kinds";
    if (!use_term(n.term)) return "there is no such term";
    for (const auto& [kind, why] : n.kinds) {
      if (why.node) {
        if (kind == value_kind::missing) return "what is missing has no value: a fact must say that it is there";
        const fact assumed{fact::says::is, kind, 0, n.term};
        add_premises(
            *why.node, [&](const fact& f) { return f == assumed; }, out);
        continue;
      }
      if (!use_fact(why.fact)) return "there is no such fact";
      if (!rules_.excludes(why.fact, n.term, kind, out))
        return spelling(why.fact) + " does not exclude " + spelling({fact::says::is, kind, 0, n.term});
      out.push_back(why.fact);
    }
    return {};
  }

  // --- Texts.

  // `+` or `-` of an `=` that is asked of the term.
  bool use_test(const fact& f, std::uint32_t t, facts& out) {
    if (!use_fact(f) || !(says_yes(f) || f.what == fact::says::fails)) return false;
    if (atom_of(f).what != asked::equal || !rules_.is_asked_of(f, t, out)) return false;
    out.push_back(f);
    return true;
  }

  // Without the premise that the value is a string some fact must say that it can be compared, and all must mean texts.
  bool add_kind(std::uint32_t t, bool of_strings, bool of_texts, facts& out) const {
    if (of_strings) out.push_back({fact::says::is, value_kind::string, 0, t});
    return of_strings ? !rules_.of_messages() : rules_.of_messages() || of_texts;
  }

  std::string check(const literal_node& n, facts& out) {
    if (!use_term(n.term)) return "there is no such term";
    if (!use_test(n.literal, n.term, out) || !says_yes(n.literal)) return "the literal is none of the term";
    if (!use_test(n.against, n.term, out) && !use_comparison(n.against, n.term, out))
      return "a fact is no test of the term";
    if (!add_kind(n.term, n.of_strings, !is_number(n.literal) && !is_number(n.against), out))
      return "the member `kind` is missing, or should be";
    const std::optional<std::string> text = text_of_literal(n.literal);
    if (!text) return "the literal is none";
    if (!rules_.left().spend(cost_of_passing(*text, value_of(n.against)))) return std::string(too_much_work);
    const bool passes = is_of_value(n.against) ? value_passes(*text, n.against)
                                               : text_passes(*text, value_of(n.against), rules_.dialect());
    return passes == says_yes(n.against) ? "the literal may be the value" : "";
  }

  // Of columns: a test of the value that a token has when it reads as a number.
  bool is_of_value(const fact& f) const { return rules_.reading() == logic::form::columns && is_number(f); }
  bool use_comparison(const fact& f, std::uint32_t t, facts& out) {
    if (!use_fact(f) || !(says_yes(f) || f.what == fact::says::fails) || !comparison_of(atom_of(f).what)) return false;
    if (!atom_of(f).value || !is_of_value(f) || !rules_.is_asked_of(f, t, out)) return false;
    out.push_back(f);
    return true;
  }
  value_test value_test_of(const fact& f) const {
    return {*comparison_of(atom_of(f).what), std::get_if<logic::number_operand>(&value_of(f))->value.view()};
  }
  bool value_passes(std::string_view text, const fact& f) const {
    const auto value = support::parse_decimal(text);
    return value && passes_value(value_test_of(f), value->view());
  }

  // `+` says that the token has a value at all. Decimals are dense: none is left only where two bounds meet.
  std::string check(const value_node& n, facts& out) {
    if (!use_term(n.term)) return "there is no such term";
    number_bounds left;
    bool has_value = false;
    for (const fact& f : n.values) {
      if (!use_comparison(f, n.term, out)) return no_test(f, "facts");
      has_value = has_value || says_yes(f);
      narrow_bounds(left, value_test_of(f), says_yes(f));
    }
    if (!has_value) return "nothing says that the token is a number";
    if (!left.lower.at || !left.upper.at) return "without two bounds something is left";
    const auto order = support::compare(*left.lower.at, *left.upper.at);
    if (order > 0 || (order == 0 && !(left.lower.closed && left.upper.closed))) return {};
    const auto takes_point = [&](const fact& f) {
      const value_test test = value_test_of(f);
      return !says_yes(f) && test.how == comparison::equal && support::compare(test.bound, *left.lower.at) == 0;
    };
    return order == 0 && std::any_of(n.values.begin(), n.values.end(), takes_point) ? "" : "the facts leave something";
  }

  // Of columns no V of a text is a number: there it is a value.
  std::optional<std::string> text_of_literal(const fact& f) const {
    if (rules_.reading() == logic::form::columns && is_number(f)) return std::nullopt;
    if (const auto* text = std::get_if<logic::text_operand>(&value_of(f))) return text->text;
    if (const auto* number = std::get_if<logic::number_operand>(&value_of(f))) return number->spelling;
    return std::nullopt;
  }

  std::string check(const rows_node& n, facts& out) {
    if (!use_term(n.term)) return "there is no such term";
    text_question question;
    question.of_messages = rules_.of_messages();
    bool of_texts = !n.inside.empty();
    for (const fact& f : n.inside) {
      if (!use_test(f, n.term, out) || !says_yes(f) || !add_reader(f, question.inside)) return no_test(f, "inside");
    }
    for (const fact& f : n.outside) {
      if (!use_test(f, n.term, out) || says_yes(f) || !add_reader(f, question.outside)) return no_test(f, "outside");
    }
    for (const fact& f : n.words) {
      if (!use_test(f, n.term, out) || says_yes(f) || !text_of_literal(f)) return no_test(f, "words");
      question.words.push_back(*text_of_literal(f));
      of_texts = of_texts && !is_number(f);
    }
    if (!add_kind(n.term, n.of_strings, of_texts, out)) return "the member `kind` is missing, or should be";
    return fault_of(question, n.rows, rules_.left());
  }

  static std::string no_test(const fact& f, std::string_view where) {
    return spelling(f) + " is no test of the term that can stand in `" + std::string(where) + "`";
  }

  // Each operand is taken apart once, however many nodes use it.
  bool add_reader(const fact& f, std::vector<const text_reader*>& out) {
    readers_.resize(rules_.patterns().atoms().size());
    auto& slot = readers_[f.number];
    if (slot == nullptr) slot = make_reader(value_of(f));
    if (slot != nullptr) out.push_back(slot);
    return slot != nullptr;
  }

  const text_reader* make_reader(const logic::operand& value) {
    const wildcards dialect = rules_.dialect();
    if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&value))
      return &made_.emplace_back(wildcard_reader(wildcard->pieces, dialect));
    if (const auto* phrase = std::get_if<logic::phrase_operand>(&value))
      return &made_.emplace_back(wildcard_reader({{"", phrase->text, ""}}, dialect));
    const auto* regex = std::get_if<logic::regex_operand>(&value);
    if (regex == nullptr) return nullptr;
    auto branches = support::parse_regex(regex->body, SIZE_MAX);
    return branches ? &made_.emplace_back(expression_reader(std::move(*branches))) : nullptr;
  }

  // --- Numbers.

  std::string check(const number_node& n, facts& out) {
    if (!use_term(n.term)) return "there is no such term";
    number_question question;
    for (const fact& f : n.inside) {
      if (!says_yes(f) || !add_number_test(f, n.term, question.inside, out)) return no_test(f, "inside");
    }
    for (const fact& f : n.outside) {
      if (f.what != fact::says::fails || !add_number_test(f, n.term, question.outside, out))
        return no_test(f, "outside");
    }
    out.push_back({fact::says::is, value_kind::number, 0, n.term});
    return fault_of(question, n.proof, rules_.left());
  }

  bool add_number_test(const fact& f, std::uint32_t t, std::vector<number_test>& tests, facts& out) {
    if (!use_fact(f) || !rules_.is_asked_of(f, t, out)) return false;
    out.push_back(f);
    const auto how = comparison_of(atom_of(f).what);
    if (!how) return false;
    if (*how == comparison::finite) {
      tests.push_back(value_test{*how, {}});
      return true;
    }
    const logic::operand& value = value_of(f);
    if (const auto* number = std::get_if<logic::number_operand>(&value)) {
      tests.push_back(value_test{*how, number->value.view()});
    } else if (const auto* text = std::get_if<logic::text_operand>(&value)) {
      tests.push_back(text_test{text->text});
    } else if (const auto* wildcard = std::get_if<logic::wildcard_operand>(&value)) {
      tests.push_back(wildcard_test{&wildcard->pieces, rules_.dialect()});
    } else if (const auto* regex = std::get_if<logic::regex_operand>(&value)) {
      tests.push_back(regex_test{&regex->automaton});
    } else {
      return false;
    }
    return true;
  }

  static std::optional<comparison> comparison_of(asked what) noexcept {
    switch (what) {
      case asked::equal: return comparison::equal;
      case asked::less: return comparison::less;
      case asked::less_equal: return comparison::less_equal;
      case asked::greater: return comparison::greater;
      case asked::greater_equal: return comparison::greater_equal;
      case asked::finite: return comparison::finite;
      case asked::exists:
      case asked::comparable:
      case asked::null:
      case asked::true_:
      case asked::false_:
      case asked::contains: break;
    }
    return std::nullopt;
  }

  // --- Elements.

  std::string check(const some_node& n, facts& out) {
    const fact bound{fact::says::of_term, {}, n.atom, n.term};
    if (n.atom >= rules_.patterns().atoms().size() || !rules_.exists(bound) || p_.terms[n.term].how != term::step::some)
      return "the term is no element that the fact asks for";
    is_used_[n.term] = true;
    add_premises(
        n.then, [&](const fact& f) { return f == bound; }, out);
    for (const fact& f : out) {
      const bool names = f.what == fact::says::of_term || f.what == fact::says::is || f.what == fact::says::present;
      if (names && rules_.is_within(f.term, n.term)) return "what is left says " + premise_text(f);
    }
    out.push_back({fact::says::holds, {}, n.atom, 0});
    return {};
  }

  std::string check_element(const deal_node& n, std::uint32_t base, std::uint32_t index, facts& out) {
    const auto element = rules_.element(base, index);
    if (!element) return "element " + std::to_string(index) + " is no term";
    is_used_[*element] = true;
    const fact bound{fact::says::of_term, {}, n.atom, *element};
    add_premises(
        n.parts[index].number, [&](const fact& f) { return f == bound; }, out);
    return {};
  }

  // Were the two to change places, nothing else that the node rests on would be another: so it holds of both.
  std::string check_alike(const deal_node& n, std::uint32_t base, std::uint32_t index) {
    const std::uint32_t other = n.parts[index].number;
    if (other >= index || n.parts[other].is_like) return "no element with a node stands at " + std::to_string(other);
    const auto element = rules_.element(base, other);
    for (const fact& f : premises_[n.parts[other].number]) {
      const bool is_bound = element && f == fact{fact::says::of_term, {}, n.atom, *element};
      if (!is_bound && rules_.tells_apart(f, base, other, index))
        return "elements " + std::to_string(other) + " and " + std::to_string(index) +
               " are not alike: " + premise_text(f);
    }
    return {};
  }

  std::string check(const deal_node& n, facts& out) {
    const auto base = n.atom < rules_.patterns().atoms().size() ? rules_.base_of(n.atom) : std::nullopt;
    if (!base) return "the base of the fact is no term";
    for (std::uint32_t i = 0; i < n.parts.size(); ++i) {
      std::string what = n.parts[i].is_like ? check_alike(n, *base, i) : check_element(n, *base, i, out);
      if (!what.empty()) return what;
    }
    const auto end = rules_.element(*base, n.parts.size());
    if (!end) return "element " + std::to_string(n.parts.size()) + " is no term";
    is_used_[*end] = true;
    const fact present{fact::says::present, {}, 0, *end};
    add_premises(
        n.end, [&](const fact& f) { return f == present; }, out);
    out.push_back({fact::says::holds, {}, n.atom, 0});
    out.push_back({fact::says::is, value_kind::array, 0, *base});
    return {};
  }

  const proof& p_;
  const fact_rules& rules_;
  std::size_t at_ = 0;
  std::vector<facts> premises_;
  std::vector<std::size_t> last_use_;
  std::size_t kept_ = 0;
  std::vector<bool> is_used_;                // of each term
  std::vector<const text_reader*> readers_;  // of each atom
  std::deque<text_reader> made_;
};

COVERWATCH_FUNC std::optional<node_fault> fault_of_nodes(const proof& p, const fact_rules& rules) {
  return node_checker(p, rules).run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
