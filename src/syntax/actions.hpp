// SPDX-License-Identifier: Apache-2.0
// What each rule of the grammar means to the builder: an action hands it the place of the match, the control tells it
// where leaves and tokens failed and what they would have been. Included by parse.cpp alone; builds no sentences.
#pragma once

#include "syntax/builder.hpp"
#include "syntax/grammar.hpp"

#include <tao/pegtl/normal.hpp>
#include <tao/pegtl/nothing.hpp>

#include <type_traits>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

template <class Input>
place place_of(const Input& in, const builder& b) {
  return place{{b.offset(in.begin()), b.offset(in.end())}};
}

template <void (builder::*Member)(const place&)>
struct calls {
  template <class Input>
  static void apply(const Input& in, builder& b) {
    (b.*Member)(place_of(in, b));
  }
};
template <comparison Op>
struct sets_operator {
  template <class Input>
  static void apply(const Input& in, builder& b) {
    b.set_operator(Op, place_of(in, b));
  }
};
template <demand How>
struct adds_term {
  template <class Input>
  static void apply(const Input& in, builder& b) {
    b.add_term(How, place_of(in, b));
  }
};
template <literal Value>
struct sets_literal {
  static void apply0(builder& b) { b.set_literal(Value); }
};

// clang-format off
template <class Rule> struct action                 : tao::pegtl::nothing<Rule> {};
template <> struct action<grammar::dollar>          : calls<&builder::begin_selector> {};
template <> struct action<grammar::named_step>      : calls<&builder::add_name> {};
template <> struct action<grammar::quoted_step>     : calls<&builder::add_quoted_name> {};
template <> struct action<grammar::any_step>        : calls<&builder::add_any> {};
template <> struct action<grammar::index>           : calls<&builder::add_index> {};
template <> struct action<grammar::any_index>       : calls<&builder::add_any_index> {};
template <> struct action<grammar::selector>        : calls<&builder::end_selector> {};
template <> struct action<grammar::quoted>          : calls<&builder::set_quoted> {};
template <> struct action<grammar::bare>            : calls<&builder::set_bare> {};
template <> struct action<grammar::number>          : calls<&builder::set_number> {};
template <> struct action<grammar::regex>           : calls<&builder::set_regex> {};
template <> struct action<grammar::equal>           : sets_operator<comparison::equal> {};
template <> struct action<grammar::not_equal>       : sets_operator<comparison::not_equal> {};
template <> struct action<grammar::less>            : sets_operator<comparison::less> {};
template <> struct action<grammar::less_equal>      : sets_operator<comparison::less_equal> {};
template <> struct action<grammar::greater>         : sets_operator<comparison::greater> {};
template <> struct action<grammar::greater_equal>   : sets_operator<comparison::greater_equal> {};
template <> struct action<grammar::kw_null>         : sets_literal<literal::null> {};
template <> struct action<grammar::kw_true>         : sets_literal<literal::true_> {};
template <> struct action<grammar::kw_false>        : sets_literal<literal::false_> {};
template <> struct action<grammar::equality>        : calls<&builder::end_compare> {};
template <> struct action<grammar::ordering>        : calls<&builder::end_compare> {};
template <> struct action<grammar::is_test>         : calls<&builder::end_is> {};
template <> struct action<grammar::not_exists>      : calls<&builder::end_not_exists> {};
template <> struct action<grammar::open>            : calls<&builder::begin_group> {};
template <> struct action<grammar::group>           : calls<&builder::end_group> {};
template <> struct action<grammar::conj>            : calls<&builder::end_conjunction> {};
template <> struct action<grammar::expr>            : calls<&builder::end_disjunction> {};
template <> struct action<grammar::term_word>       : calls<&builder::set_bare> {};
template <> struct action<grammar::present_term>    : adds_term<demand::present> {};
template <> struct action<grammar::absent_term>     : adds_term<demand::absent> {};
template <> struct action<grammar::optional_term>   : adds_term<demand::optional> {};
template <> struct action<grammar::column_word>     : calls<&builder::set_bare> {};
template <> struct action<grammar::own_name>        : calls<&builder::begin_column> {};
template <> struct action<grammar::tested_name>     : calls<&builder::set_tested_column> {};
template <> struct action<grammar::column_equality> : calls<&builder::end_compare> {};
template <> struct action<grammar::first_conj>      : calls<&builder::end_conjunction> {};
template <> struct action<grammar::next_conj>       : calls<&builder::end_conjunction> {};
template <> struct action<grammar::column_conditions> : calls<&builder::end_disjunction> {};
template <> struct action<grammar::named_column>    : calls<&builder::end_column> {};
template <> struct action<grammar::unnamed_column>  : calls<&builder::add_unnamed_column> {};
template <> struct action<grammar::ellipsis>        : calls<&builder::add_ellipsis> {};

template <class Rule> inline constexpr expectation expected_by                  = expectation::nothing;
template <> inline constexpr expectation expected_by<grammar::dollar>           = expectation::condition;
template <> inline constexpr expectation expected_by<grammar::dot>              = expectation::dot;
template <> inline constexpr expectation expected_by<grammar::star_sign>        = expectation::step_name;
template <> inline constexpr expectation expected_by<grammar::index_digits>     = expectation::index;
template <> inline constexpr expectation expected_by<grammar::close_bracket>    = expectation::index;
template <> inline constexpr expectation expected_by<grammar::kw_is>            = expectation::comparison;
template <> inline constexpr expectation expected_by<grammar::kw_exists>        = expectation::exists;
template <> inline constexpr expectation expected_by<grammar::kw_null>          = expectation::literal;
template <> inline constexpr expectation expected_by<grammar::quoted>           = expectation::value;
template <> inline constexpr expectation expected_by<grammar::number>           = expectation::number;
template <> inline constexpr expectation expected_by<grammar::and_sign>         = expectation::connective;
template <> inline constexpr expectation expected_by<grammar::column_start>     = expectation::column;
template <> inline constexpr expectation expected_by<grammar::equal>            = expectation::comparison;
template <> inline constexpr expectation expected_by<grammar::comma>            = expectation::separator;
template <> inline constexpr expectation expected_by<tao::pegtl::eof>           = expectation::end;
// clang-format on

template <class Rule>
inline constexpr bool is_token = std::is_base_of_v<grammar::token_tag, Rule>;
template <class Rule>
inline constexpr bool is_leaf = std::is_same_v<typename Rule::subs_t, tao::pegtl::empty_list>;

template <class Rule>
struct control : tao::pegtl::normal<Rule> {
  template <class Input>
  static void start(const Input& in, builder& b) noexcept {
    if constexpr (is_token<Rule>) b.begin_token(in.current());
  }
  template <class Input>
  static void success(const Input&, builder& b) noexcept {
    if constexpr (is_token<Rule>) b.end_token();
  }
  template <class Input>
  static void failure(const Input& in, builder& b) noexcept {
    if constexpr (is_token<Rule>) {
      b.fail_token(expected_by<Rule>);
    } else if constexpr (is_leaf<Rule>) {
      b.fail_leaf(in.current(), expected_by<Rule>);
    }
  }
};

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
