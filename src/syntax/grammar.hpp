// SPDX-License-Identifier: Apache-2.0
// The language of patterns as a PEGTL grammar: rules only, read from top to bottom like the language page. What
// they build is in actions.hpp, what is said when they fail in diagnose.cpp and messages.cpp. Only
// actions.hpp and parse.cpp name PEGTL besides.
// Text must be valid UTF-8. Rules see bytes; only a letter of a bare value or a term is a character.
#pragma once

#include "support/utf8.hpp"

#include <coverwatch/config.hpp>

#include <tao/pegtl/ascii.hpp>
#include <tao/pegtl/contrib/analyze_traits.hpp>
#include <tao/pegtl/rules.hpp>

#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::syntax::grammar {

using namespace tao::pegtl;

// Three building blocks that PEGTL does not have.

// A word of the language: what goes wrong inside is reported at its start.
struct token_tag {};
template <class... Rules>
struct token : seq<Rules...>, token_tag {};

// Matches `Rule` unless the state says that it is nested too deep.
template <class Rule>
struct bounded {
  using rule_t = bounded;
  using subs_t = type_list<Rule>;
  template <apply_mode A, rewind_mode M, template <typename...> class Action, template <typename...> class Control,
            class Input, class State>
  static bool match(Input& in, State& state) {
    if (!state.enter(in.current())) return false;
    const bool matched = Control<Rule>::template match<A, M, Action, Control>(in, state);
    state.leave();
    return matched;
  }
};

// One Unicode letter.
struct letter {
  using rule_t = letter;
  using subs_t = empty_list;
  template <class Input>
  static bool match(Input& in) {
    if (in.empty()) return false;
    const auto next = support::decode(std::string_view(in.current(), in.size()), 0);
    if (!support::is_letter(next.code_point)) return false;
    in.bump(next.length);
    return true;
  }
};

// clang-format off

// White space is optional between all words, but for the inside of a selector.
struct blank          : one<' ', '\t', '\r', '\n'> {};
struct ws             : star<blank> {};

// Keywords: any case, and not the beginning of a longer name.
struct name_char      : ranges<'A', 'Z', 'a', 'z', '0', '9', '_', '_', '-', '-'> {};
struct word_end       : not_at<name_char> {};
struct kw_is          : token<istring<'I', 'S'>, word_end> {};
struct kw_not         : token<istring<'N', 'O', 'T'>, word_end> {};
struct kw_exists      : token<istring<'E', 'X', 'I', 'S', 'T', 'S'>, word_end> {};
struct kw_null        : token<istring<'N', 'U', 'L', 'L'>, word_end> {};
struct kw_true        : token<istring<'T', 'R', 'U', 'E'>, word_end> {};
struct kw_false       : token<istring<'F', 'A', 'L', 'S', 'E'>, word_end> {};

// Selectors: $.name  $.['any name']  $.list[0]  $.list[*]  $.object.*
struct dollar         : one<'$'> {};
struct dot            : one<'.'> {};
struct open_bracket   : one<'['> {};
struct close_bracket  : one<']'> {};
struct star_sign      : one<'*'> {};
struct digits         : plus<digit> {};
struct name           : plus<name_char> {};
struct quoted_name    : token<string<'[', '\''>, star<not_one<'\''>>, string<'\'', ']'>> {};
struct index_digits   : token<digits> {};
struct index_star     : token<star_sign> {};
struct named_step     : seq<dot, name> {};
struct quoted_step    : seq<dot, quoted_name> {};
struct any_step       : seq<dot, star_sign> {};
struct index          : seq<open_bracket, index_digits, close_bracket> {};
struct any_index      : seq<open_bracket, index_star, close_bracket> {};
struct dot_step       : sor<named_step, quoted_step, any_step> {};
struct step           : sor<dot_step, index, any_index> {};
struct selector       : seq<dollar, dot_step, star<step>> {};

// Values: "text"  word  -1.5e3  %regex%
struct escaped        : seq<one<'\\'>, any> {};
struct quoted         : token<one<'"'>, star<sor<escaped, not_one<'"', '\\'>>>, one<'"'>> {};
struct regex          : token<one<'%'>, star<not_one<'%'>>, one<'%'>> {};
struct bare_char      : sor<name_char, one<'.', '*'>, letter> {};
struct bare_end       : not_at<sor<bare_char, one<'+'>>> {};
struct sign           : one<'+', '-'> {};
struct decimal        : sor<seq<digits, opt<one<'.'>, digits>>, seq<one<'.'>, digits>> {};
struct exponent       : seq<one<'e', 'E'>, opt<sign>, digits> {};
struct number         : token<opt<sign>, decimal, opt<exponent>, bare_end> {};
struct null_word      : seq<istring<'N', 'U', 'L', 'L'>, bare_end> {};
struct bare           : token<not_at<null_word>, plus<bare_char>, bare_end> {};
struct value          : sor<quoted, regex, number, bare> {};

// Conditions
struct equal          : one<'='> {};
struct not_equal      : string<'!', '='> {};
struct less           : one<'<'> {};
struct less_equal     : string<'<', '='> {};
struct greater        : one<'>'> {};
struct greater_equal  : string<'>', '='> {};
struct equality       : seq<sor<equal, not_equal>, ws, value> {};
struct ordering       : seq<sor<less_equal, less, greater_equal, greater>, ws, number> {};
struct is_test        : seq<kw_is, ws, sor<kw_null, kw_true, kw_false>> {};
struct not_exists     : seq<kw_not, ws, kw_exists> {};
struct condition      : seq<selector, ws, sor<equality, ordering, is_test, not_exists>> {};

// Structure: && binds tighter than ||
struct expr;
struct open           : one<'('> {};
struct close          : one<')'> {};
struct and_sign       : string<'&', '&'> {};
struct or_sign        : string<'|', '|'> {};
struct group          : bounded<seq<open, ws, expr, ws, close>> {};
struct unit           : sor<group, condition> {};
struct conj           : list<unit, and_sign, blank> {};
struct expr           : list<conj, or_sign, blank> {};
struct open_brace     : one<'{'> {};
struct close_brace    : one<'}'> {};
struct json_pattern   : seq<open_brace, ws, expr, ws, close_brace, eof> {};

// Terms: word  "a phrase"  -absent  ?optional
struct term_char      : sor<ranges<'A', 'Z', 'a', 'z', '0', '9', '_', '_', '.', '.'>, letter> {};
struct term_end       : not_at<sor<term_char, one<'"'>>> {};
struct term_word      : seq<plus<term_char>, term_end> {};
struct term_phrase    : token<at<one<'"'>, not_one<'"'>>, quoted, term_end> {};
struct term_text      : sor<term_phrase, term_word> {};
struct present_term   : seq<term_text> {};
struct absent_term    : seq<one<'-'>, term_text> {};
struct optional_term  : seq<one<'?'>, term_text> {};
struct signed_term    : sor<absent_term, optional_term> {};
struct term           : sor<signed_term, present_term> {};
struct next_term      : sor<seq<plus<blank>, term>, signed_term> {};
struct term_pattern   : seq<term, star<next_term>, eof> {};

// One regular expression, the whole pattern.
struct regex_pattern  : seq<regex, eof> {};

// Columns: [ip, , ..., status = 4* || status = 500]   No parentheses; each condition names its column.
struct column_start   : ranges<'A', 'Z', 'a', 'z', '_', '_'> {};
struct column_char    : ranges<'A', 'Z', 'a', 'z', '0', '9', '_', '_'> {};
struct column_name    : seq<column_start, star<column_char>> {};
struct column_word    : token<plus<bare_char>, bare_end> {};
struct column_value   : sor<quoted, regex, number, column_word> {};
struct column_equality : seq<sor<equal, not_equal>, ws, column_value> {};
struct column_test    : sor<column_equality, ordering> {};
struct tested_name    : seq<column_name> {};
struct column_condition : seq<tested_name, ws, column_test> {};
struct next_condition : seq<ws, and_sign, ws, column_condition> {};
struct first_conj     : seq<column_test, star<next_condition>> {};
struct next_conj      : list<column_condition, and_sign, blank> {};
struct column_conditions : seq<first_conj, star<ws, or_sign, ws, next_conj>> {};
struct own_name       : seq<column_name> {};
struct comma          : one<','> {};
struct end_bracket    : one<']'> {};
struct ellipsis       : string<'.', '.', '.'> {};
struct unnamed_column : at<sor<comma, end_bracket>> {};
struct named_column   : seq<own_name, ws, opt<column_conditions>> {};
struct column         : sor<ellipsis, named_column, unnamed_column> {};
struct next_column    : seq<ws, comma, ws, column> {};
struct columns        : seq<column, star<next_column>, ws, end_bracket> {};
struct column_pattern : seq<one<'['>, ws, sor<end_bracket, columns>, eof> {};

// clang-format on

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax::grammar

// For PEGTL's check of the grammar.
template <typename Name, class Rule>
struct tao::pegtl::analyze_traits<Name, coverwatch::syntax::grammar::bounded<Rule>>
    : tao::pegtl::analyze_traits<Name, typename Rule::rule_t> {};
template <typename Name>
struct tao::pegtl::analyze_traits<Name, coverwatch::syntax::grammar::letter> : tao::pegtl::analyze_any_traits<> {};
