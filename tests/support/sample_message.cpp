// SPDX-License-Identifier: Apache-2.0
// How messages are made for a pattern: its own texts as they are or changed by a hair, between other words, with the
// marks and the white space that splitting is about.
#include "sample_message.hpp"

#include "sample_operand.hpp"

#include "vocabulary.hpp"

#include <array>
#include <cctype>

namespace sample {
namespace {

namespace syntax = coverwatch::syntax;

const std::string& filler(choices& c) {
  switch (c.below(4)) {
    case 0: return c.pick(words());
    case 1: return c.pick(texts());
    case 2: return c.pick(numbers());
    default: return c.pick(phrases());
  }
}

std::string white_space(choices& c) {
  static const std::vector<std::string> spaces{" ", "  ", "\t", "\n", "\r\n", " \t "};
  return c.chance(85) ? spaces[0] : c.pick(spaces);
}

// The text without its first or last byte, in the other case, or with one byte of it changed.
std::string by_a_hair(std::string text, choices& c) {
  if (text.empty()) return "x";
  const std::size_t at = c.below(text.size());
  switch (c.below(4)) {
    case 0: text.erase(at == 0 ? 0 : text.size() - 1, 1); break;
    case 1: text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ 0x20U); break;
    case 2: text.insert(at, 1, ' '); break;
    default: ++text[at];
  }
  return text;
}

// --- Terms

const std::string& text_of(const syntax::term& t) {
  const auto* word = std::get_if<syntax::bare>(&t.text);
  return word != nullptr ? word->text : std::get<syntax::quoted>(t.text).text;
}

std::string message_of_terms(const syntax::term_pattern& p, choices& c) {
  const std::array<std::size_t, 3> planted{80, 20, 35};  // percent, by demand
  std::string out;
  const auto add = [&](const std::string& piece) {
    if (!out.empty() && c.chance(75)) out += white_space(c);
    out += piece;
  };
  if (c.chance(40)) add(filler(c));
  for (const auto& term : p.terms) {
    if (c.chance(planted[static_cast<std::size_t>(term.how)])) {
      add(text_of(term));
    } else if (c.chance(60)) {
      add(by_a_hair(text_of(term), c));
    }
    if (c.chance(20)) add(filler(c));
  }
  return out;
}

// --- Columns

// A text that the operand is likely to equal.
struct likeness {
  choices& c;
  std::string operator()(const syntax::quoted& q) const { return filled(q.text, c); }
  std::string operator()(const syntax::bare& b) const { return filled(b.text, c); }
  std::string operator()(const syntax::regex&) const { return c.pick(texts()); }
  std::string operator()(const syntax::number& n) const {
    const bool plain = n.spelling.find_first_of(".eE+-") == std::string::npos;
    if (!plain || c.chance(50)) return n.spelling;
    static const std::vector<std::string> fronts{"+", "0", "00", "+0"};
    static const std::vector<std::string> backs{"", ".0", "e0", ".00e+00"};
    return c.pick(fronts) + n.spelling + c.pick(backs);
  }
};

// What some condition of a column asks for.
struct token_maker {
  choices& c;
  std::string operator()(const syntax::compare& condition) const {
    if (condition.op > syntax::comparison::not_equal && c.chance(60)) {
      return c.chance(20) ? c.pick(pattern_numbers()) : c.pick(numbers());
    }
    return std::visit(likeness{c}, condition.right);
  }
  std::string operator()(const syntax::conjunction& j) const { return one_of(j.parts); }
  std::string operator()(const syntax::disjunction& d) const { return one_of(d.parts); }
  std::string operator()(const syntax::group& g) const { return one_of(g.inside); }
  std::string operator()(const syntax::is&) const { return {}; }
  std::string operator()(const syntax::not_exists&) const { return {}; }
  std::string one_of(const std::vector<syntax::expression>& parts) const {
    return std::visit(*this, c.pick(parts).node);
  }
};

std::string token_for(const syntax::column& column, choices& c) {
  if (column.conditions.empty() || c.chance(15)) return filler(c);
  const auto text = token_maker{c}.one_of(column.conditions);
  return c.chance(85) ? text : by_a_hair(text, c);
}

// A token in marks, with some mistake in the marks, or as it is.
std::string dressed(const std::string& text, choices& c) {
  if (c.chance(2)) return c.chance(50) ? "\"\"" : "[]";
  const bool needs_marks = text.empty() || text.find_first_of(" \t\r\n") != std::string::npos;
  switch (c.weighted({needs_marks ? std::size_t{10} : 60, 15, 10, 4, 4, 4})) {
    case 0: return text;
    case 1: return '"' + text + '"';
    case 2: return '[' + text + ']';
    case 3: return '"' + text;
    case 4: return '[' + text;
    default: return '"' + text + '"' + filler(c);
  }
}

std::string message_of_columns(const syntax::column_pattern& p, choices& c) {
  std::string out;
  std::size_t lost = c.chance(10) ? 1 + c.below(2) : 0;
  if (c.chance(10)) out += white_space(c);
  const auto add = [&](const std::string& token) {
    out += token;
    out += c.chance(97) ? white_space(c) : "";
  };
  for (const auto& column : p.columns) {
    const bool ellipsis = column.how == syntax::column::kind::ellipsis;
    if (!ellipsis && lost > 0) {
      --lost;
      continue;
    }
    for (std::size_t count = ellipsis ? c.weighted({30, 30, 25, 15}) : 1; count > 0; --count) {
      add(dressed(token_for(column, c), c));
    }
  }
  if (c.chance(25)) add(dressed(filler(c), c));
  while (c.chance(85) && !out.empty() && std::isspace(static_cast<unsigned char>(out.back())) != 0) out.pop_back();
  return out;
}

struct message_maker {
  choices& c;
  std::string operator()(const syntax::term_pattern& p) const { return message_of_terms(p, c); }
  std::string operator()(const syntax::column_pattern& p) const { return message_of_columns(p, c); }
  std::string operator()(const syntax::regex_pattern&) const {
    return c.chance(50) ? c.pick(texts()) : filler(c) + filler(c);
  }
  std::string operator()(const syntax::everything&) const { return c.chance(20) ? "" : filler(c) + " " + filler(c); }
  std::string operator()(const syntax::json_pattern&) const { return filler(c); }
};

}  // namespace

std::string message_for(const syntax::tree& t, choices& c) {
  auto message = std::visit(message_maker{c}, t.pattern);
  if (c.chance(3)) return "{\"message\": \"" + message + "\"}";
  if (c.chance(3)) return c.pick(odd_texts()) + " " + message;
  if (c.chance(3)) return damage_message(std::move(message), c);
  return message;
}

std::string damage_message(std::string message, choices& c) {
  static const std::vector<std::string> pieces{"\"",       "[",
                                               "]",        "\\",
                                               " ",        "  ",
                                               "\t",       "\n",
                                               "\r",       "\v",
                                               "\f",       "\"\"",
                                               "[]",       std::string(1, '\0'),
                                               "1",        ".",
                                               "e1",       "-",
                                               "+",        "x",
                                               "X",        "%",
                                               "é",        "\xff",
                                               "\xc3",     "\xed\xa0\x80",
                                               "\xf0\x9f", "\xc2\xa0"};
  for (std::size_t edits = 1 + c.below(3); edits > 0; --edits) {
    const std::size_t at = c.below(message.size() + 1);
    switch (c.below(5)) {
      case 0: message.insert(at, c.pick(pieces)); break;
      case 1: message.erase(at, 1); break;
      case 2: message.erase(at, c.below(6)); break;
      case 3: message.insert(at, message.substr(at / 2, c.below(12))); break;
      default:
        if (at < message.size()) message[at] = static_cast<char>(c.below(256));
    }
  }
  return message;
}

}  // namespace sample
