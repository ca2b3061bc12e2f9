// SPDX-License-Identifier: Apache-2.0
// How operands are made out of the vocabulary: words that are neither numbers nor null, quotes with and without
// needless escapes.
#include "sample_operand.hpp"

#include "vocabulary.hpp"

#include <cctype>

namespace sample {
namespace {

// A number by the grammar of patterns, told by eye of a small machine: sign, digits, point, digits, exponent.
bool number_word(const std::string& word) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < word.size() && std::isdigit(static_cast<unsigned char>(word[at])) != 0) ++at;
    return at > from;
  };
  const auto sign = [&] {
    if (at < word.size() && (word[at] == '+' || word[at] == '-')) ++at;
  };
  sign();
  const bool whole = digits();
  if (at < word.size() && word[at] == '.') {
    ++at;
    if (!digits()) return false;
  } else if (!whole) {
    return false;
  }
  if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
    ++at;
    sign();
    if (!digits()) return false;
  }
  return at == word.size();
}

bool bare_word(const std::string& word) {
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto ch = static_cast<unsigned char>(word[at]);
    const bool e_acute = word.compare(at, 2, "é") == 0;
    if (e_acute) ++at;
    if (!e_acute && (ch >= 0x80 || (std::isalnum(ch) == 0 && ch != '_' && ch != '.' && ch != '*' && ch != '-')))
      return false;
  }
  return !word.empty() && word != "null" && !number_word(word);
}

}  // namespace

namespace syntax = coverwatch::syntax;

syntax::quoted quote(const std::string& text, choices& c) {
  syntax::quoted q;
  q.text = text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool may_stand =
        i + 1 < text.size() && text[i + 1] != '"' && text[i + 1] != '\\' && (i == 0 || text[i - 1] != '\\');
    if (text[i] == '"' || (text[i] == '\\' && !(may_stand && c.chance(50)))) q.spelling += '\\';
    q.spelling += text[i];
  }
  return q;
}

syntax::operand text_value(const std::string& text, choices& c) {
  if (bare_word(text) && c.chance(50)) {
    syntax::bare word;
    word.text = text;
    return word;
  }
  return quote(text, c);
}

syntax::number number_value(choices& c) {
  syntax::number n;
  n.spelling = c.chance(15) ? c.pick(pattern_numbers()) : c.pick(numbers());
  return n;
}

syntax::operand any_operand(choices& c, budget& left) {
  switch (c.weighted({30, 25, 20, left.regexes > 0 ? std::size_t{30} : 0})) {
    case 0: return number_value(c);
    case 1: return text_value(c.pick(texts()), c);
    case 2: return text_value(c.pick(globs()), c);
    default: break;
  }
  --left.regexes;
  syntax::regex r;
  r.body = c.pick(regexes());
  return r;
}

std::string filled(const std::string& glob, choices& c) {
  static const std::vector<std::string> runs{"", "x", "y", "xy", "1", ".0", "111", "a b", "Operation"};
  std::string out;
  for (const char ch : glob) out += ch == '*' ? c.pick(runs) : std::string(1, ch);
  return out;
}

}  // namespace sample
