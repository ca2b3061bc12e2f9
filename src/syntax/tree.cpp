// SPDX-License-Identifier: Apache-2.0
// What the tree needs besides its shape: comparison by content, the place of any piece, the spelling of its words.
// Recursion follows the tree, whose depth the parser has bounded.
#include "syntax/tree.hpp"

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC bool operator==(const group& a, const group& b) { return a.inside == b.inside; }
COVERWATCH_FUNC bool operator==(const conjunction& a, const conjunction& b) { return a.parts == b.parts; }
COVERWATCH_FUNC bool operator==(const disjunction& a, const disjunction& b) { return a.parts == b.parts; }
COVERWATCH_FUNC bool operator==(const expression& a, const expression& b) { return a.node == b.node; }

COVERWATCH_FUNC const place& where(const expression& e) noexcept {
  return std::visit([](const auto& node) -> const place& { return node.where; }, e.node);
}

COVERWATCH_FUNC const place& where(const subject& s) noexcept {
  return std::visit([](const auto& each) -> const place& { return each.where; }, s);
}

COVERWATCH_FUNC std::string_view spelling(comparison op) noexcept {
  switch (op) {
    case comparison::equal: return "=";
    case comparison::not_equal: return "!=";
    case comparison::less: return "<";
    case comparison::less_equal: return "<=";
    case comparison::greater: return ">";
    case comparison::greater_equal: return ">=";
  }
  return {};
}

COVERWATCH_FUNC std::string_view spelling(literal value) noexcept {
  switch (value) {
    case literal::null: return "NULL";
    case literal::true_: return "TRUE";
    case literal::false_: return "FALSE";
  }
  return {};
}

COVERWATCH_FUNC std::string_view spelling(demand how) noexcept {
  switch (how) {
    case demand::present: return "";
    case demand::absent: return "-";
    case demand::optional: return "?";
  }
  return {};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
