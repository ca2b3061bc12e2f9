// SPDX-License-Identifier: Apache-2.0
// Canonical JSON: what the text of an event must hold when an atom holds. In goes an atom, out comes whether one of the
// runs that it makes sure of has a phrase in it. docs/certificate.md, "Canonical JSON", has the runs.
#include "certificate/translation.hpp"
#include "support/ascii.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// Texts that stand somewhere in the event, each without a gap.
struct known_runs {
  std::vector<std::string> all{""};

  void write(std::string_view text) { all.back() += text; }
  void cut() { all.emplace_back(); }

  // Inside of a string: what must be escaped, and what is not ASCII, can be written in several ways.
  void write_inside(std::string_view text) {
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte >= 0x80 || c == '"' || c == '\\') {
        cut();
      } else {
        all.back() += c;
      }
    }
  }
};

// A name stands before its value; behind a name it is the value's, so that an object begins there.
COVERWATCH_FUNC void write_path(known_runs& out, const std::vector<path_step>& path) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i].how != path_step::kind::name) {
      out.cut();
      continue;
    }
    if (i > 0 && path[i - 1].how == path_step::kind::name) out.write("{");
    if (i > 0) out.cut();
    out.write("\"");
    out.write_inside(path[i].name);
    out.write("\":");
  }
}

// A string, unless a number may have such a text.
COVERWATCH_FUNC void write_value(known_runs& out, const logic::operand& value) {
  if (const auto* text = std::get_if<logic::text_operand>(&value)) {
    const char first = text->text.empty() ? 'x' : text->text.front();
    if (text->text == "Infinity" || support::is_digit(first) || first == '-') return;
    out.write("\"");
    out.write_inside(text->text);
    return out.write("\"");
  }
  const auto* wildcard = std::get_if<logic::wildcard_operand>(&value);
  if (wildcard == nullptr) return;
  const std::vector<std::string>& pieces = wildcard->pieces.pieces;
  const auto may_be_in_number = [](const std::string& piece) {
    return piece.find_first_not_of("0123456789-.EInfity") == std::string::npos;
  };
  if (std::all_of(pieces.begin(), pieces.end(), may_be_in_number)) return;
  out.write("\"");
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) out.cut();
    out.write_inside(pieces[i]);
  }
  out.write("\"");
}

COVERWATCH_FUNC bool makes_sure_of(const atom& a, std::string_view phrase) {
  known_runs runs;
  write_path(runs, a.path);
  if (a.what == asked::equal) write_value(runs, *a.value);
  if (a.what == asked::null) runs.write("null");
  if (a.what == asked::true_) runs.write("true");
  if (a.what == asked::false_) runs.write("false");
  if (a.what == asked::contains) runs.write(std::get_if<logic::phrase_operand>(&*a.value)->text);
  return std::any_of(runs.all.begin(), runs.all.end(),
                     [&](const std::string& run) { return run.find(phrase) != std::string::npos; });
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
