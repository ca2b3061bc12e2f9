// SPDX-License-Identifier: Apache-2.0
// Only what the last step needs is written, numbered anew. Every function appends to the one text.
#include "coverage/certificate.hpp"

#include "coverage/refutation.hpp"
#include "logic/formula.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

inline constexpr std::array<std::string_view, value_kinds> kind_names{"string", "number", "true", "false",
                                                                      "null",   "object", "array"};

COVERWATCH_FUNC std::string_view dialect_name(const side& s) noexcept {
  if (s.of_any) return "any";
  return s.dialect == wildcards::glob ? "glob" : "leftmost";
}

COVERWATCH_FUNC std::string_view words_of(ask what) noexcept {
  switch (what) {
    case ask::exists: return " exists";
    case ask::comparable: return " is comparable";
    case ask::finite: return " is finite";
    case ask::null: return " is null";
    case ask::true_: return " is true";
    case ask::false_: return " is false";
    case ask::equal: return " = ";
    case ask::less: return " < ";
    case ask::less_equal: return " <= ";
    case ask::greater: return " > ";
    case ask::greater_equal: return " >= ";
    case ask::contains: return " contains ";
  }
  return {};
}

// One proof. Terms and steps get their numbers in the order of the steps that are needed.
struct proof_writer {
  const refutation& why;
  std::string& out;
  std::vector<std::uint32_t> formula_numbers = {};  // of each node
  std::vector<std::uint32_t> step_numbers = {};
  std::vector<std::uint32_t> term_numbers = {};
  std::vector<std::uint32_t> terms_in_order = {};

  const problem& p() const { return why.asked; }
  const proof& steps() const { return why.steps; }

  // --- Small things.

  void number(std::uint64_t n) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr;
    out.append(digits.data(), end);
  }
  void number(std::int64_t n) {
    if (n < 0) out += '-';
    number(n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n));
  }
  void quoted(std::string_view text) { support::json::append_quoted(out, text); }

  // `[a,b]`, each written by `write`.
  template <class All, class Write>
  void list(const All& all, const Write& write) {
    out += '[';
    bool first = true;
    for (const auto& each : all) {
      if (!first) out += ',';
      first = false;
      write(each);
    }
    out += ']';
  }

  void term_number(std::uint32_t t) { number(std::uint64_t{term_numbers[t]}); }

  void write(fact f) {
    out += '"';
    switch (f.how()) {
      case fact::kind::literal:
        out += f.literal().holds ? '+' : '-';
        number(std::uint64_t{f.what()});
        break;
      case fact::kind::formula:
        out += '#';
        number(std::uint64_t{formula_numbers[f.what()]});
        break;
      case fact::kind::dealt:
        out += '+';
        number(std::uint64_t{f.what()});
        out += '@';
        term_number(f.more());
        break;
      case fact::kind::present:
        term_number(f.what());
        out += ":present";
        break;
      case fact::kind::is:  // a premise, which no rule names
      case fact::kind::step: break;
    }
    out += '"';
  }

  void write(reason r) { r.is_step() ? step_number(r.number()) : write(r.what); }
  void step_number(std::uint32_t s) { number(std::uint64_t{step_numbers[s]}); }
  void write_facts(const facts& all) {
    list(all, [this](fact f) { write(f); });
  }

  // --- The translation.

  void write_path(std::uint32_t place) {
    if (p().form == logic::form::message) return void(out += "message");
    const coverage::place& here = p().places[place];
    const auto step = [&](const std::string& text) {
      write_path(here.parent);
      out += text;
    };
    switch (here.how) {
      case edge::root: out += '$'; break;
      case edge::token: out += "token " + std::to_string(here.index + 1); break;
      case edge::last: out += "token -" + std::to_string(here.index); break;
      case edge::rest: out += "rest " + std::to_string(here.index + 1); break;
      case edge::name: step(logic::plain_name(here.name) ? "." + here.name : ".['" + here.name + "']"); break;
      case edge::index: step("[" + std::to_string(here.index) + "]"); break;
      case edge::any: step(".*"); break;
      case edge::element: step("[*]"); break;
    }
  }

  void write_atoms() {
    out += "\"atoms\":";
    list(p().atoms, [this](const atom& a) {
      const std::size_t begin = out.size();
      write_path(a.place);
      out += words_of(a.ask);
      if (a.operand != none) out += logic::dump(*p().operands[a.operand]);
      const std::string text = out.substr(begin);
      out.resize(begin);
      quoted(text);
    });
  }

  void write_part(std::uint32_t index) {
    const node& n = p().nodes[index];
    write(n.how == node::kind::literal ? fact::of(n.literal) : fact::formula(index));
  }

  void write_formulas() {
    out += ",\"formulas\":";
    list(p().formulas, [this](std::uint32_t index) {
      out += p().nodes[index].how == node::kind::all ? "[\"all\"" : "[\"any\"";
      for (const std::uint32_t part : p().nodes[index].parts) {
        out += ',';
        write_part(part);
      }
      out += ']';
    });
  }

  // --- What is needed.

  void need_term(std::uint32_t t) {
    if (t == 0 || term_numbers[t] != none) return;
    need_term(steps().at(t).parent);
    terms_in_order.push_back(t);
    term_numbers[t] = static_cast<std::uint32_t>(terms_in_order.size());
  }
  void need(fact f) {
    if (f.how() == fact::kind::dealt) need_term(f.more());
    if (f.how() == fact::kind::present) need_term(f.what());
  }
  void need(reason r) { r.is_step() ? void(step_numbers[r.number()] = 0) : need(r.what); }

  void need(const clash_step& s) {
    need(s.first);
    need(s.second);
  }
  void need(const cases_step& s) {
    for (const auto& part : s.parts) need(part.second);
  }
  void need(const kinds_step& s) {
    need_term(s.term);
    if (s.term != 0) need(s.missing);
    for (const auto& kind : s.kinds) need(kind.second);
  }
  void need(const literal_step& s) {
    need_term(s.term);
    need(s.literal);
    need(s.against);
  }
  void need_all(const facts& all) {
    for (const fact f : all) need(f);
  }
  void need(const text_step& s) {
    need_term(s.term);
    for (const facts* all : {&s.inside, &s.outside, &s.words}) need_all(*all);
  }
  void need(const number_step& s) {
    need_term(s.term);
    for (const facts* all : {&s.inside, &s.outside}) need_all(*all);
  }
  void need(const value_step& s) {
    need_term(s.term);
    need_all(s.values);
  }
  void need(const some_step& s) {
    need_term(s.term);
    step_numbers[s.then] = 0;
  }
  void need(const deal_step& s) {
    need_term(s.base);
    for (const deal_step::part& part : s.parts) step_numbers[part.step] = 0;
    step_numbers[s.end] = 0;
  }

  // Marks what the last step reaches, then numbers it in order.
  void number_all() {
    step_numbers.assign(steps().size(), none);
    term_numbers.assign(steps().term_count(), none);
    formula_numbers.assign(p().nodes.size(), none);
    term_numbers[0] = 0;
    for (std::uint32_t i = 0; i < p().formulas.size(); ++i) formula_numbers[p().formulas[i]] = i;
    step_numbers[why.last] = 0;
    for (std::uint32_t s = why.last + 1; s-- > 0;) {
      if (step_numbers[s] != none) std::visit([this](const auto& rule) { need(rule); }, steps()[s].rule);
    }
    std::uint32_t next = 0;
    for (std::uint32_t s = 0; s <= why.last; ++s) {
      if (step_numbers[s] != none) step_numbers[s] = next++;
    }
  }

  void write_terms() {
    out += ",\"terms\":";
    list(terms_in_order, [this](std::uint32_t t) {
      const term& here = steps().at(t);
      out += '[';
      term_number(here.parent);
      if (here.how == edge::name) {
        out += ",\"name\",";
        quoted(here.name);
      } else if (here.how == edge::index) {
        out += ",\"index\",";
        number(here.index);
      } else if (here.how == edge::token || here.how == edge::rest) {
        out += here.how == edge::token ? ",\"token\"," : ",\"rest\",";
        number(here.index + 1);
      } else if (here.how == edge::last) {
        out += ",\"token\",-";
        number(here.index);
      } else {
        out += ",\"some\"";
      }
      out += ']';
    });
  }

  // --- The steps.

  void write(const clash_step& s) {
    out += "\"clash\":[";
    write(s.first);
    out += ',';
    write(s.second);
    out += ']';
  }

  void write(const cases_step& s) {
    out += "\"cases\":";
    write(fact::formula(s.formula));
    out += ",\"parts\":";
    list(s.parts, [this](const std::pair<std::uint32_t, reason>& part) {
      out += '[';
      write_part(part.first);
      out += ',';
      write(part.second);
      out += ']';
    });
  }

  void write(const kinds_step& s) {
    out += "\"kinds\":";
    term_number(s.term);
    if (s.term != 0) {
      out += ",\"missing\":";
      write(s.missing);
    }
    for (const auto& [kind, because] : s.kinds) {
      out.append(",\"").append(kind_names[static_cast<std::size_t>(kind)]).append("\":");
      write(because);
    }
  }

  void write_text_begin(std::uint32_t term, bool of_string) {
    out += "\"text\":";
    term_number(term);
    if (of_string) out += ",\"kind\":\"string\"";
  }

  void write(const literal_step& s) {
    write_text_begin(s.term, s.of_string);
    out += ",\"literal\":";
    write(s.literal);
    out += ",\"against\":";
    write(s.against);
  }

  const logic::operand& operand_of(fact f) const { return *p().operands[p().atoms[f.what()].operand]; }

  // The places of a regular expression whose bits are set, 64 in each cell.
  void write_places(const std::uint64_t* cells, std::size_t count) {
    out += '[';
    bool first = true;
    for (std::size_t i = 0; i < 64 * count; ++i) {
      if ((cells[i / 64] >> (i % 64) & 1) == 0) continue;
      if (!first) out += ',';
      first = false;
      number(std::uint64_t{i});
    }
    out += ']';
  }

  void write_row(const text_step& s, const std::uint64_t* cell) {
    out += '[';
    const auto nothing_or = [&](std::uint64_t at) {
      at == domain::text_proof::nowhere ? void(out += "null") : number(at);
    };
    bool first = true;
    const auto next = [&] {
      if (!first) out += ',';
      first = false;
    };
    for (std::size_t i = 0; i < s.inside.size(); ++i) {
      next();
      number(*cell++);
    }
    for (const fact f : s.outside) {
      next();
      const auto* regex = std::get_if<logic::regex_operand>(&operand_of(f));
      if (regex == nullptr) {
        nothing_or(*cell++);
      } else {
        write_places(cell, regex->automaton.words());
        cell += regex->automaton.words();
      }
    }
    if (!s.words.empty()) {
      next();
      *cell == domain::text_proof::nowhere ? void(out += "null") : quoted(s.proof.beginnings[*cell]);
    }
    out += ']';
  }

  void write(const text_step& s) {
    write_text_begin(s.term, s.of_string);
    out += ",\"inside\":";
    write_facts(s.inside);
    out += ",\"outside\":";
    write_facts(s.outside);
    out += ",\"words\":";
    write_facts(s.words);
    out += ",\"rows\":[";
    for (std::size_t at = 0; at < s.proof.cells.size(); at += s.proof.width) {
      if (at != 0) out += ',';
      write_row(s, s.proof.cells.data() + at);
    }
    out += ']';
  }

  // --- Numbers.

  void write_test(const number_step& s, const domain::number_place& place) {
    if (place.index == domain::number_place::nowhere) return void(out += "null");
    write((place.outside ? s.outside : s.inside)[place.index]);
  }

  static std::string_view name_of(domain::number_kind k) noexcept {
    return k == domain::number_kind::integer ? "integer" : k == domain::number_kind::decimal ? "decimal" : "infinity";
  }

  static std::string_view name_of(domain::number_reason why) noexcept {
    switch (why) {
      case domain::number_reason::one: return "one";
      case domain::number_reason::infinite: return "infinite";
      case domain::number_reason::bounds: return "bounds";
      case domain::number_reason::between: return "between";
      case domain::number_reason::texts: break;
    }
    return "texts";
  }

  void write_search(const domain::number_text_search& s) {
    using texts = domain::number_text_search::texts;
    out += "{\"texts\":";
    out += s.kind == texts::any ? "\"any\"" : s.kind == texts::integers ? "\"integers\"" : "\"decimals\"";
    if (s.kind != texts::any) out += s.negative ? ",\"negative\":true" : ",\"negative\":false";
    if (s.kind == texts::decimals) {
      out += ",\"first\":";
      number(s.first_exponent);
      out += ",\"last\":";
      number(s.last_exponent);
    }
    out += ",\"nodes\":[";
    for (std::size_t i = 1; i < s.nodes.size(); ++i) {
      if (i > 1) out += ',';
      out += '[';
      number(std::uint64_t{s.nodes[i].parent});
      out.append(",\"").append(1, s.nodes[i].character).append("\"]");
    }
    out += "]}";
  }

  void write_part_proof(const number_step& s, const domain::number_part_proof& part) {
    out.append("{\"why\":\"").append(name_of(part.why)).append("\"");
    const auto test = [&](std::string_view name, const domain::number_place& place) {
      out.append(",\"").append(name).append("\":");
      write_test(s, place);
    };
    const auto spelling = [&](std::string_view name, const std::string& text) {
      out.append(",\"").append(name).append("\":");
      text.empty() ? void(out += "null") : quoted(text);
    };
    if (part.why == domain::number_reason::one || part.why == domain::number_reason::infinite) {
      test("because", part.because);
    } else {
      test("lower", part.lower);
      test("upper", part.upper);
      test("lower_point", part.lower_point);
      test("upper_point", part.upper_point);
    }
    if (part.why == domain::number_reason::between) {
      spelling("below", part.below);
      spelling("above", part.above);
    }
    if (part.why == domain::number_reason::texts) {
      out += ",\"searches\":";
      list(part.searches, [this](const domain::number_text_search& each) { write_search(each); });
    }
    out += '}';
  }

  // In the order of the question.
  static facts used_of(const number_step& s, const facts& some) {
    facts used;
    std::copy_if(some.begin(), some.end(), std::back_inserter(used),
                 [&](fact f) { return std::binary_search(s.used.begin(), s.used.end(), f); });
    return used;
  }

  void write(const number_step& s) {
    out += "\"number\":";
    term_number(s.term);
    out += ",\"inside\":";
    write_facts(used_of(s, s.inside));
    out += ",\"outside\":";
    write_facts(used_of(s, s.outside));
    out += ",\"refused\":";
    list(s.proof.refused, [&](const domain::number_refusal& r) {
      out.append("[\"").append(name_of(r.kind)).append("\",");
      quoted(r.spelling);
      out += ',';
      write_test(s, r.test);
      out += ']';
    });
    out += ",\"integers\":";
    write_part_proof(s, s.proof.integers);
    out += ",\"doubles\":";
    write_part_proof(s, s.proof.doubles);
  }

  void write(const value_step& s) {
    out += "\"value\":";
    term_number(s.term);
    out += ",\"facts\":";
    write_facts(s.values);
  }

  // --- Elements.

  void write(const some_step& s) {
    out += "\"some\":";
    write(fact::of({s.atom, true}));
    out += ",\"term\":";
    term_number(s.term);
    out += ",\"then\":";
    step_number(s.then);
  }

  void write(const deal_step& s) {
    out += "\"deal\":";
    write(fact::of({s.atom, true}));
    out += ",\"parts\":";
    out += '[';
    for (std::uint64_t i = 0; i < s.parts.size(); ++i) {
      if (i > 0) out += ',';
      if (s.parts[i].index == i) {
        step_number(s.parts[i].step);
      } else {
        out += '[';
        number(s.parts[i].index);
        out += ']';
      }
    }
    out += ']';
    out += ",\"end\":";
    step_number(s.end);
  }

  void write_steps() {
    out += ",\"nodes\":[";
    bool first = true;
    for (std::uint32_t i = 0; i <= why.last; ++i) {
      if (step_numbers[i] == none) continue;
      if (!first) out += ',';
      first = false;
      out += '{';
      std::visit([this](const auto& rule) { write(rule); }, steps()[i].rule);
      out += '}';
    }
    out += ']';
  }

  void run() {
    number_all();
    write_atoms();
    write_formulas();
    write_terms();
    write_steps();
  }
};

COVERWATCH_FUNC void append_texts(std::string& out, std::string_view name, const std::vector<const pattern*>& all) {
  out.append(",\"").append(name).append("\":[");
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) out += ',';
    support::json::append_quoted(out, all[i]->text());
  }
  out += ']';
}

// FNV-1a.
COVERWATCH_FUNC std::string digest_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[hash >> shift & 15];
  return out;
}

COVERWATCH_FUNC std::string write_certificate(const question& q, const decision& covered, const decision& possible) {
  std::string out = R"({"format":"coverwatch certificate 1","semantics":")";
  out.append(language_version).append(R"(","reference":)");
  support::json::append_quoted(out, q.matched.front()->text());
  append_texts(out, "assumptions", q.assumptions);
  out += q.canonical_json ? R"(,"canonical_json":true)" : R"(,"canonical_json":false)";
  append_texts(out, "deployed", q.not_matched);
  out += R"(,"proofs":[)";
  for (std::size_t i = 0; i < covered.sides.size(); ++i) {
    const side& s = covered.sides[i];
    if (!s.refuted) return {};
    out.append(i > 0 ? "," : "").append(R"({"dialect":")").append(dialect_name(s)).append(R"(","example":)");
    support::json::append_quoted(out, possible.sides[std::min(i, possible.sides.size() - 1)].event);
    out += ',';
    proof_writer{*s.refuted, out}.run();
    out += '}';
  }
  out += ']';
  const std::string digest = digest_of(out + '}');
  return out.append(R"(,"digest":")").append(digest).append(R"("})");
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
