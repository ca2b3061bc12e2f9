// SPDX-License-Identifier: Apache-2.0
// Words for each row of the table of conditions. Every function answers with a phrase that fits behind the subject: "`$.a`
// is a string or number whose text ..." for a plain selector, "some element at `$.a[*]` is ..." for one with a wildcard.
#include "logic/describe.hpp"

#include "support/json.hpp"

#include <algorithm>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::logic {

// The text between backticks; as a JSON string where it holds a backtick, a control character or nothing at all.
COVERWATCH_FUNC std::string in_backticks(std::string_view text) {
  const bool plain = !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    return c == '`' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  std::string out;
  if (plain) return out.append("`").append(text).append("`");
  support::json::append_quoted(out, text);
  return out;
}

COVERWATCH_FUNC bool has_wildcard_step(const selector& s) noexcept { return wildcard_position(s) < s.steps.size(); }

// What stands before the wildcard.
COVERWATCH_FUNC selector base_of(const selector& s) {
  selector base = s;
  base.steps.resize(wildcard_position(s));
  return base;
}

// All of the text but for its two ends, cut at the stars.
COVERWATCH_FUNC std::string describe_pieces(const std::vector<std::string>& pieces, wildcards dialect) {
  std::string out;
  const auto add = [&](std::string_view words, const std::string& piece) {
    if (!out.empty()) out += ", then ";
    out.append(words).append(" ").append(in_backticks(piece));
  };
  if (!pieces.front().empty()) add("begins with", pieces.front());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    if (!pieces[i].empty()) add("contains", pieces[i]);
  }
  if (pieces.back().empty()) return out;
  if (dialect == wildcards::glob) {
    add("ends with", pieces.back());
  } else {
    add("ends with the first", pieces.back());
  }
  return out;
}

COVERWATCH_FUNC std::string describe_text(const operand& value, wildcards dialect) {
  if (const auto* text = std::get_if<text_operand>(&value)) return "whose text is " + in_backticks(text->text);
  if (const auto* regex = std::get_if<regex_operand>(&value)) {
    return "in whose text " + in_backticks("%" + regex->body + "%") + " is found";
  }
  const auto* wildcard = std::get_if<wildcard_operand>(&value);
  if (wildcard == nullptr || matches_everything(wildcard->pieces)) return "of any text";
  return "whose text " + describe_pieces(wildcard->pieces.pieces, dialect);
}

// What equals the operand.
COVERWATCH_FUNC std::string describe_equal(const operand& value, wildcards dialect) {
  if (const auto* number = std::get_if<number_operand>(&value)) {
    return "the number " + number->spelling + " (by value) or the string spelled " + in_backticks(number->spelling);
  }
  return "a string or number " + describe_text(value, dialect);
}

COVERWATCH_FUNC std::string describe_not_equal(const operand& value, wildcards dialect) {
  if (const auto* number = std::get_if<number_operand>(&value)) {
    return "a finite number other than " + number->spelling + ", or a string not spelled " +
           in_backticks(number->spelling);
  }
  return "a string or number, but not one " + describe_text(value, dialect);
}

// `how` is an ordering, whose operand is a number.
COVERWATCH_FUNC std::string describe_bound(relation how, const operand& value) {
  const std::string words = how == relation::less         ? "less than "
                            : how == relation::less_equal ? "at most "
                            : how == relation::greater    ? "greater than "
                                                          : "at least ";
  return words + std::get_if<number_operand>(&value)->spelling;
}

// A selector without a wildcard names one value, or none.
COVERWATCH_FUNC std::string describe_plain(const formula& f, const test& t, wildcards dialect) {
  const std::string it = in_backticks(dump(f, f.selectors[t.selector]));
  switch (t.how) {
    case relation::equal: return it + " is " + describe_equal(f.operands[t.operand], dialect);
    case relation::not_equal:
      return it + " is " + describe_not_equal(f.operands[t.operand], dialect) +
             " (missing, null, true, false, an object or an array does not satisfy this)";
    case relation::less:
    case relation::less_equal:
    case relation::greater:
    case relation::greater_equal:
      return it + " is a number " + describe_bound(t.how, f.operands[t.operand]) + " (a string never is)";
    case relation::is_null: return it + " is null, or an array with null among its own elements (missing is not null)";
    case relation::is_true: return it + " is the boolean true (the string `true` is not)";
    case relation::is_false: return it + " is the boolean false (the string `false` is not)";
    case relation::not_exists: return it + " is missing (null counts as existing)";
  }
  return {};
}

// A selector with a wildcard names any number of values.
COVERWATCH_FUNC std::string describe_some(const formula& f, const test& t, wildcards dialect) {
  const selector& s = f.selectors[t.selector];
  const std::string it = in_backticks(dump(s));
  const std::string some = "some element at " + it + " is ";
  switch (t.how) {
    case relation::equal: return some + describe_equal(f.operands[t.operand], dialect);
    case relation::not_equal:
      return in_backticks(dump(base_of(s))) + " exists, of any type, and no element at " + it + " is " +
             describe_equal(f.operands[t.operand], dialect) + " (no elements at all will do)";
    case relation::less:
    case relation::less_equal:
    case relation::greater:
    case relation::greater_equal:
      return some + "a number " + describe_bound(t.how, f.operands[t.operand]) + " (a string never is)";
    case relation::is_null: return some + "null";
    case relation::is_true: return some + "the boolean true (the string `true` is not)";
    case relation::is_false: return some + "the boolean false (the string `false` is not)";
    case relation::not_exists: return "there is no element at " + it + " (null counts as one)";
  }
  return {};
}

// --- Patterns that read no JSON: a message or a column is text that is always there.

// The rest of "it is ..." or "it is not ...".
COVERWATCH_FUNC std::string describe_text_value(const operand& value, wildcards dialect) {
  if (const auto* number = std::get_if<number_operand>(&value)) {
    return "a number equal to " + number->spelling + " (by value, however it is written)";
  }
  if (const auto* text = std::get_if<text_operand>(&value)) return in_backticks(text->text);
  const auto* wildcard = std::get_if<wildcard_operand>(&value);
  if (wildcard == nullptr || matches_everything(wildcard->pieces)) return "text of any kind";
  return "text that " + describe_pieces(wildcard->pieces.pieces, dialect);
}

COVERWATCH_FUNC std::string describe_text_test(const formula& f, const test& t, wildcards dialect) {
  const std::string it = f.form == form::message ? "the message" : in_backticks(dump(f, f.selectors[t.selector]));
  const operand& value = f.operands[t.operand];
  const bool negative = t.how == relation::not_equal;
  if (!negative && t.how != relation::equal) {
    return it + " is a number " + describe_bound(t.how, value) + " (text that is no number never is)";
  }
  if (const auto* phrase = std::get_if<phrase_operand>(&value)) {
    return it + (negative ? " does not contain " : " contains ") + in_backticks(phrase->text);
  }
  if (const auto* regex = std::get_if<regex_operand>(&value)) {
    return "in " + it + " " + in_backticks("%" + regex->body + "%") + (negative ? " is not found" : " is found");
  }
  return it + (negative ? " is not " : " is ") + describe_text_value(value, dialect);
}

// `a`, one without a name, any number of tokens, `b`.
COVERWATCH_FUNC std::string list_columns(const formula& f) {
  std::string out;
  for (const column& c : f.columns) {
    if (!out.empty()) out += ", ";
    out += c.how == column::kind::named      ? in_backticks(c.name)
           : c.how == column::kind::ellipsis ? "any number of tokens"
                                             : "one without a name";
  }
  return out;
}

COVERWATCH_FUNC std::string describe_columns(const formula& f) {
  const auto ellipses = static_cast<std::size_t>(std::count_if(
      f.columns.begin(), f.columns.end(), [](const column& c) { return c.how == column::kind::ellipsis; }));
  const std::size_t needed = f.columns.size() - ellipses;
  if (needed == 0) return "the message is cut at white space into tokens, any number of them";
  std::string out = "the message is cut at white space into tokens, at least " + std::to_string(needed) + ": " +
                    list_columns(f);
  if (ellipses == 0) out += " (the last column takes the rest of the message)";
  return out;
}

COVERWATCH_FUNC bool asks_nothing(const node& n) noexcept { return n.how == connective::all && n.parts.empty(); }

COVERWATCH_FUNC std::string describe_form(const formula& f) {
  if (f.form == form::object) return "the event is one JSON object, and";
  const bool nothing = asks_nothing(f.nodes[f.root]);
  if (f.form == form::message) return nothing ? "every event matches" : "the message is any text, and";
  return describe_columns(f) + (nothing ? "" : ", and");
}

COVERWATCH_FUNC std::string describe_node(const formula& f, const node& n, wildcards dialect) {
  if (n.how == connective::all) return "all of these hold:";
  if (n.how == connective::any) return "at least one of these holds:";
  const test& t = f.tests[n.test];
  if (f.form != form::object) return describe_text_test(f, t, dialect);
  return has_wildcard_step(f.selectors[t.selector]) ? describe_some(f, t, dialect) : describe_plain(f, t, dialect);
}

COVERWATCH_FUNC std::vector<std::string> describe(const formula& f, wildcards dialect) {
  std::vector<std::string> lines{describe_form(f)};
  if (asks_nothing(f.nodes[f.root])) return lines;
  std::vector<std::pair<std::uint32_t, std::size_t>> open{{f.root, 2}};
  while (!open.empty()) {
    const auto [index, indent] = open.back();
    open.pop_back();
    const node& n = f.nodes[index];
    lines.push_back(std::string(indent, ' ') + describe_node(f, n, dialect));
    for (auto part = n.parts.rbegin(); part != n.parts.rend(); ++part) open.emplace_back(*part, indent + 2);
  }
  return lines;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::logic
