// SPDX-License-Identifier: Apache-2.0
// Events as they are written, under the assumption of canonical JSON: what an atom that holds says of the text of the
// event. Known are runs of ASCII that JSON has no second way to write; a run ends where there is one.
#include "coverage/assignment.hpp"
#include "support/json.hpp"

#include <algorithm>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// The runs that an atom makes sure of.
struct written {
  std::vector<std::string> runs{""};

  void raw(std::string_view text) { runs.back() += text; }
  void cut() { runs.emplace_back(); }

  // Part of the content of a string. What must be escaped can be in several ways, and so may what is not ASCII.
  void content(std::string_view text) {
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte >= 0x80 || c == '"' || c == '\\') {
        cut();
      } else {
        runs.back() += c;
      }
    }
  }

  bool make_sure_of(std::string_view phrase) const {
    return std::any_of(runs.begin(), runs.end(),
                       [&](const std::string& run) { return run.find(phrase) != std::string::npos; });
  }
};

// Some number may have that text.
COVERWATCH_FUNC bool may_be_number(std::string_view text) noexcept {
  return text == "Infinity" || (!text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')));
}

// Some text of a number may contain it.
COVERWATCH_FUNC bool may_be_in_number(std::string_view text) noexcept {
  return text.find_first_not_of("0123456789-.EInfity") == std::string_view::npos;
}

// The value, which stands behind what was written so far.
COVERWATCH_FUNC void write_value(written& out, const logic::operand& v) {
  if (const auto* text = std::get_if<logic::text_operand>(&v)) {
    if (may_be_number(text->text)) return;
    out.raw("\"");
    out.content(text->text);
    return out.raw("\"");
  }
  const auto* wildcard = std::get_if<logic::wildcard_operand>(&v);
  if (wildcard == nullptr) return;
  const std::vector<std::string>& pieces = wildcard->pieces.pieces;
  if (std::all_of(pieces.begin(), pieces.end(), may_be_in_number)) return;
  out.raw("\"");
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) out.cut();
    out.content(pieces[i]);
  }
  out.raw("\"");
}

COVERWATCH_FUNC void write_path(written& out, const problem& p, std::uint32_t at) {
  const place& here = p.places[at];
  if (here.how == edge::root) return;
  write_path(out, p, here.parent);
  if (here.how != edge::name) return out.cut();
  if (p.places[here.parent].how == edge::name) out.raw("{");
  if (here.parent != 0) out.cut();
  out.raw("\"");
  out.content(here.name);
  out.raw("\":");
}

COVERWATCH_FUNC const std::string& phrase_of(const problem& p, std::uint32_t a) {
  return std::get_if<logic::phrase_operand>(p.operands[p.atoms[a].operand])->text;
}

COVERWATCH_FUNC written text_of(const problem& p, std::uint32_t number) {
  const atom& a = p.atoms[number];
  written out;
  if (a.ask == ask::contains) out.raw(phrase_of(p, number));
  write_path(out, p, a.place);
  if (a.ask == ask::equal) write_value(out, *p.operands[a.operand]);
  if (a.ask == ask::null) out.raw("null");
  if (a.ask == ask::true_) out.raw("true");
  if (a.ask == ask::false_) out.raw("false");
  return out;
}

COVERWATCH_FUNC bool contradicts_texts(assignment& asked) {
  std::vector<std::uint32_t> forbidden;
  for (const std::uint32_t a : asked.p.places[0].atoms) {
    if (asked.p.atoms[a].ask == ask::contains && asked.atoms[a] == truth::fails) forbidden.push_back(a);
  }
  for (std::uint32_t held = 0; held < asked.p.atoms.size() && !forbidden.empty(); ++held) {
    if (asked.atoms[held] != truth::holds) continue;
    const written text = text_of(asked.p, held);
    const auto wrong = std::find_if(forbidden.begin(), forbidden.end(),
                                    [&](std::uint32_t a) { return text.make_sure_of(phrase_of(asked.p, a)); });
    if (wrong == forbidden.end()) continue;
    asked.fault = reason::step(asked.steps.add(clash_step{fact::of({held, true}), fact::of({*wrong, false})}));
    return true;
  }
  return false;
}

COVERWATCH_FUNC void add_phrases(const assignment& asked, std::string& object) {
  std::size_t added = 0;
  for (const std::uint32_t a : asked.p.places[0].atoms) {
    if (asked.p.atoms[a].ask != ask::contains || asked.atoms[a] != truth::holds) continue;
    if (object.find(phrase_of(asked.p, a)) != std::string::npos) continue;
    std::string key;
    do key = "\"text" + std::to_string(++added) + "\":";
    while (object.find(key) != std::string::npos);
    object.append(object.size() > 1 ? "," : "").append(key);
    support::json::append_quoted(object, phrase_of(asked.p, a));
  }
}

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
