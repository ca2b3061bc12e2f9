// SPDX-License-Identifier: Apache-2.0
// What hints and explanations are about: the conditions of a formula, spelled as they stand in patterns, and the
// alternatives of a tree. In go the stages of a pattern, out comes text. Decides nothing.
#pragma once

#include "logic/formula.hpp"
#include "syntax/tree.hpp"

#include <coverwatch/pattern.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::coverage {

// The text that an operand compares with, stars included; nothing for a regular expression.
std::optional<std::string> text_of(const logic::operand& value);
bool is_denial(const logic::test& t) noexcept;  // `!=` or NOT EXISTS
std::string without_stars(std::string_view text);
// What stands between quotation marks that belong to the text itself: 'Root' in single ones. Nothing when there are
// none.
std::optional<std::string> without_inner_quotes(std::string_view text);
// With nothing but `"` and `\` escaped, which is how patterns spell any text.
std::string in_quotes(std::string_view text);

// A selector, or a condition, as a pattern spells it; `text` takes the place of the operand's own.
std::string spelled(const logic::formula& f, const logic::selector& s);
std::string spelled(const logic::formula& f, const logic::test& t);
std::string spelled(const logic::formula& f, const logic::test& t, std::string_view text);

// The formula of one test of `f` alone.
logic::formula alone(const logic::formula& f, const logic::test& t);

// What stands inside the parentheses around an expression, if any.
const syntax::expression& inside_groups(const syntax::expression& e);
// What `||` joins, parentheses taken off; the expression itself when it joins nothing.
std::vector<const syntax::expression*> alternatives_of(const syntax::expression& e);
// A tree of its own, and its text.
syntax::tree tree_of(const syntax::expression& e);
std::string spelled(const syntax::expression& e);  // without the braces
// A pattern whose text is known to be one: only memory can be lacking, and then it throws std::bad_alloc.
pattern known_pattern(std::string_view text, const parse_options& options = {});
// A pattern made of the library's own print: it parses, whatever its length.
pattern pattern_without_limits(const std::string& text, wildcards dialect);

}  // namespace coverwatch::inline COVERWATCH_ABI::coverage
