// SPDX-License-Identifier: Apache-2.0
// In go bytes, out comes a certificate in its parts. Members are taken one after the other in the one order that they
// have, so that whatever is missing, misplaced, repeated or unknown stops the reading where it stands.
#include "certificate/document.hpp"

#include "certificate/json_parts.hpp"

#include <algorithm>
#include <array>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

using support::json::kind;
using support::json::value;

inline constexpr std::string_view format_of_certificates = "coverwatch certificate 1";

COVERWATCH_FUNC std::string place_of_proof(std::size_t number) { return "proof " + std::to_string(number); }

COVERWATCH_FUNC std::string place_of_node(std::size_t number, std::size_t proof_number) {
  return "node " + std::to_string(number) + " of " + place_of_proof(proof_number);
}

COVERWATCH_FUNC std::string spelling(const fact& f) {
  switch (f.what) {
    case fact::says::holds: return "+" + std::to_string(f.number);
    case fact::says::fails: return "-" + std::to_string(f.number);
    case fact::says::formula: return "#" + std::to_string(f.number);
    case fact::says::of_term: return "+" + std::to_string(f.number) + "@" + std::to_string(f.term);
    case fact::says::present: return std::to_string(f.term) + ":present";
    case fact::says::is: break;
  }
  constexpr std::array<const char*, 8> kinds = {"missing", "string", "number", "true",
                                                "false",   "null",   "object", "array"};
  return std::to_string(f.term) + ":" + kinds[static_cast<std::size_t>(f.kind)];
}

// --- Nodes.

// The tests of a number node by their facts: `+` inside, `-` outside.
struct test_places {
  std::vector<std::pair<fact, test_place>> all = {};

  bool add(const std::vector<fact>& facts, bool outside) {
    for (std::uint32_t i = 0; i < facts.size(); ++i) all.push_back({facts[i], {outside, i}});
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return std::adjacent_find(all.begin(), all.end(),
                              [](const auto& a, const auto& b) { return a.first == b.first; }) == all.end();
  }
  bool find(const fact& f, test_place& out) const {
    const auto found =
        std::lower_bound(all.begin(), all.end(), f, [](const auto& a, const fact& b) { return a.first < b; });
    if (found == all.end() || found->first != f) return false;
    out = found->second;
    return true;
  }
};

// `name` is null, or a fact among the node's tests.
COVERWATCH_FUNC bool read_test(members& in, std::string_view name, const test_places& tests,
                               std::optional<test_place>& out) {
  std::optional<fact> f;
  return in.read(name, f) && (!f || tests.find(*f, out.emplace()));
}

COVERWATCH_FUNC bool read_edges(members& in, const test_places& tests, number_part& out) {
  return read_test(in, "lower", tests, out.lower) && read_test(in, "upper", tests, out.upper) &&
         read_test(in, "lower_point", tests, out.lower_point) && read_test(in, "upper_point", tests, out.upper_point);
}

COVERWATCH_FUNC bool read_search(const value& v, number_search& out) {
  members in(v);
  std::string kind;
  if (!in.read("texts", kind)) return false;
  if (kind == "integers" || kind == "decimals") {
    out.kind = kind == "integers" ? number_search::texts::integers : number_search::texts::decimals;
    if (!in.read("negative", out.negative)) return false;
  } else if (kind != "any") {
    return false;
  }
  if (kind == "decimals" && (!in.read("first", out.first) || !in.read("last", out.last))) return false;
  return in.read("nodes", out.nodes) && in.at_end();
}

COVERWATCH_FUNC bool read_searches(const std::optional<value>& list, std::vector<number_search>& out) {
  if (!list || !list->is(kind::array)) return false;
  for (auto each = list->first_child(); each; each = each->next_sibling()) {
    if (!read_search(*each, out.emplace_back())) return false;
  }
  return true;
}

COVERWATCH_FUNC bool read_number_part(const std::optional<value>& v, const test_places& tests, number_part& out) {
  if (!v) return false;
  members in(*v);
  std::string why;
  if (!in.read("why", why)) return false;
  if (why == "one" || why == "infinite") {
    out.why = why == "one" ? number_why::one : number_why::infinite;
    return read_test(in, "because", tests, out.because) && in.at_end();
  }
  if (!read_edges(in, tests, out)) return false;
  if (why == "bounds") {
    out.why = number_why::bounds;
  } else if (why == "between") {
    out.why = number_why::between;
    if (!in.read("below", out.below) || !in.read("above", out.above)) return false;
  } else {
    out.why = number_why::texts;
    if (why != "texts" || !read_searches(in.take("searches"), out.searches)) return false;
  }
  return in.at_end();
}

// ["integer", "5", "-1"].
COVERWATCH_FUNC bool read_refused(const value& v, const test_places& tests, refused_number& out) {
  std::vector<std::string> words;
  if (!read_part(v, words) || words.size() != 3) return false;
  constexpr std::array<std::string_view, 3> classes = {"integer", "decimal", "infinity"};
  const auto found = std::find(classes.begin(), classes.end(), words[0]);
  if (found == classes.end()) return false;
  out.what = static_cast<number_class>(found - classes.begin());
  out.spelling = words[1];
  fact by;
  return read_part(*v.element(2), by) && tests.find(by, out.by);
}

COVERWATCH_FUNC bool read_number(members& in, number_node& out) {
  if (!in.read("number", out.term) || !in.read("inside", out.inside) || !in.read("outside", out.outside)) return false;
  test_places tests;
  if (!tests.add(out.inside, false) || !tests.add(out.outside, true)) return false;
  const auto refused = in.take("refused");
  if (!refused || !refused->is(kind::array)) return false;
  for (auto each = refused->first_child(); each; each = each->next_sibling()) {
    if (!read_refused(*each, tests, out.proof.refused.emplace_back())) return false;
  }
  return read_number_part(in.take("integers"), tests, out.proof.integers) &&
         read_number_part(in.take("doubles"), tests, out.proof.doubles);
}

COVERWATCH_FUNC bool read_text(members& in, node& out) {
  std::uint32_t term = 0;
  if (!in.read("text", term)) return false;
  const bool of_strings = in.is_next("kind");
  std::string kind = "string";
  if (of_strings && (!in.read("kind", kind) || kind != "string")) return false;
  if (in.is_next("literal")) {
    auto& n = out.emplace<literal_node>(literal_node{term, of_strings, {}, {}});
    return in.read("literal", n.literal) && in.read("against", n.against);
  }
  auto& n = out.emplace<rows_node>(rows_node{term, of_strings, {}, {}, {}, {}});
  return in.read("inside", n.inside) && in.read("outside", n.outside) && in.read("words", n.words) &&
         in.read("rows", n.rows);
}

COVERWATCH_FUNC bool read_kinds(members& in, kinds_node& out) {
  if (!in.read("kinds", out.term)) return false;
  constexpr std::array<std::string_view, 8> names = {"missing", "string", "number", "true",
                                                     "false",   "null",   "object", "array"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (out.term == 0 && names[i] != "object") continue;
    auto& [kind, why] = out.kinds.emplace_back();
    kind = static_cast<value_kind>(i);
    if (!in.read(names[i], why)) return false;
  }
  return true;
}

COVERWATCH_FUNC bool read_fact_of(members& in, std::string_view name, fact::says what, std::uint32_t& number) {
  fact f;
  if (!in.read(name, f) || f.what != what) return false;
  number = f.number;
  return true;
}

COVERWATCH_FUNC bool read_node(members& in, node& out) {
  if (in.is_next("clash")) {
    std::vector<fact> facts;
    if (!in.read("clash", facts) || facts.size() != 2) return false;
    out = clash_node{facts[0], facts[1]};
    return true;
  }
  if (in.is_next("cases")) {
    auto& n = out.emplace<cases_node>();
    return read_fact_of(in, "cases", fact::says::formula, n.formula) && in.read("parts", n.parts);
  }
  if (in.is_next("kinds")) return read_kinds(in, out.emplace<kinds_node>());
  if (in.is_next("text")) return read_text(in, out);
  if (in.is_next("value")) {
    auto& n = out.emplace<value_node>();
    return in.read("value", n.term) && in.read("facts", n.values);
  }
  if (in.is_next("number")) return read_number(in, out.emplace<number_node>());
  if (in.is_next("some")) {
    auto& n = out.emplace<some_node>();
    return read_fact_of(in, "some", fact::says::holds, n.atom) && in.read("term", n.term) && in.read("then", n.then);
  }
  auto& n = out.emplace<deal_node>();
  return read_fact_of(in, "deal", fact::says::holds, n.atom) && in.read("parts", n.parts) && in.read("end", n.end);
}

// --- Proofs and the document.

struct document_reading {
  document out;
  certificate_fault fault;

  bool fail(std::string where, std::string what) {
    fault = {std::move(where), std::move(what)};
    return false;
  }

  bool read_nodes(const std::optional<value>& list, std::size_t number, std::vector<node>& nodes) {
    if (!list || !list->is(kind::array)) return fail(place_of_proof(number), "`nodes` is missing or no list");
    for (auto each = list->first_child(); each; each = each->next_sibling()) {
      members in(*each);
      if (!read_node(in, nodes.emplace_back()) || !in.at_end())
        return fail(place_of_node(nodes.size() - 1, number), "this is not written as any node is");
    }
    return true;
  }

  bool read_proof(const value& v, std::size_t number) {
    proof& p = out.proofs.emplace_back();
    members in(v);
    std::string dialect;
    if (!in.read("dialect", dialect)) return fail(place_of_proof(number), "`dialect` is missing or no text");
    constexpr std::array<std::string_view, 3> names = {"any", "glob", "leftmost"};
    const auto name = std::find(names.begin(), names.end(), dialect);
    if (name == names.end()) return fail(place_of_proof(number), "there is no dialect of that name");
    p.dialect = static_cast<spoken>(name - names.begin());
    p.terms.emplace_back();
    if (!in.read("example", p.example)) return fail(place_of_proof(number), "`example` is missing or no text");
    if (!in.read("atoms", p.atoms)) return fail(place_of_proof(number), "`atoms` is missing or no list of texts");
    if (!in.read("formulas", p.formulas))
      return fail(place_of_proof(number), "`formulas` is missing or no list of lists of texts");
    if (!read_terms(in.take("terms"), p.terms))
      return fail(place_of_proof(number), "`terms` is missing or no list of terms");
    if (!read_nodes(in.take("nodes"), number, p.nodes)) return false;
    return in.at_end() || fail(place_of_proof(number), "there is a member too many");
  }

  bool read_terms(const std::optional<value>& list, std::vector<term>& terms) const {
    if (!list || !list->is(kind::array)) return false;
    for (auto each = list->first_child(); each; each = each->next_sibling()) {
      if (!read_part(*each, terms.emplace_back())) return false;
    }
    return true;
  }

  bool read_proofs(const std::optional<value>& list) {
    if (!list || !list->is(kind::array)) return fail("the document", "`proofs` is missing or no list");
    std::size_t number = 0;
    for (auto each = list->first_child(); each; each = each->next_sibling()) {
      if (!read_proof(*each, number++)) return false;
    }
    return true;
  }

  bool read(const value& root) {
    members in(root);
    const std::string where = "the document";
    std::string format, semantics, digest;
    if (!in.read("format", format) || format != format_of_certificates)
      return fail(where, "it does not begin with the member `format`, `" + std::string(format_of_certificates) + "`");
    const auto told = root.member("digest");
    if (!told || !told->is(kind::string) || told->string() != digest_of(root))
      return fail(where, "the digest is not that of the text: it was damaged, or changed");
    if (!in.read("semantics", semantics)) return fail(where, "`semantics` is missing or no text");
    if (semantics != language_version)
      return fail(where, "it was made under another version of the language; this is " + std::string(language_version));
    if (!in.read("reference", out.reference)) return fail(where, "`reference` is missing or no text");
    if (!in.read("assumptions", out.assumptions)) return fail(where, "`assumptions` is missing or no list of texts");
    if (!in.read("canonical_json", out.canonical_json))
      return fail(where, "`canonical_json` is missing, or neither true nor false");
    if (!in.read("deployed", out.deployed)) return fail(where, "`deployed` is missing or no list of texts");
    if (!read_proofs(in.take("proofs"))) return false;
    return (in.read("digest", digest) && in.at_end()) || fail(where, "there is a member too many");
  }
};

COVERWATCH_FUNC result<document, certificate_fault> read_document(std::string_view text) {
  support::json::document json;
  if (const auto wrong = json.parse(text)) {
    return unexpected{certificate_fault{"the document", "no JSON, at byte " + std::to_string(wrong->offset) + ": " +
                                                            std::string(support::json::message(wrong->code))}};
  }
  if (has_repeated_members(text, json.root()))
    return unexpected{certificate_fault{"the document", "a member stands there twice"}};
  document_reading work;
  if (!work.read(json.root())) return unexpected{std::move(work.fault)};
  return std::move(work.out);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
