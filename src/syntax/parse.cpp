// SPDX-License-Identifier: Apache-2.0
// Text to tree, in this order: outer white space, UTF-8, length, kind, grammar, limits, warnings. The first mistake
// ends it. Time is linear in the text; the stack is bounded by the limit of nesting.
#include "syntax/parse.hpp"

#include "support/utf8.hpp"
#include "syntax/actions.hpp"
#include "syntax/check.hpp"

#include <tao/pegtl/memory_input.hpp>
#include <tao/pegtl/parse.hpp>

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::syntax {

COVERWATCH_FUNC span without_outer_blanks(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {text.size(), text.size()};
  return {begin, text.find_last_not_of(blanks) + 1};
}

COVERWATCH_FUNC unexpected<diagnostic> refuse(errc code, const span& where, std::string_view text, std::string detail) {
  return unexpected<diagnostic>{diagnostic{code, where, {}, std::string(text), std::move(detail)}};
}

// Where the character that is one too many begins; nothing when there is none.
COVERWATCH_FUNC std::optional<std::size_t> find_excess(std::string_view text, const span& body, std::size_t limit) {
  std::size_t at = body.begin;
  for (std::size_t count = 0; at < body.end; ++count) {
    if (count == limit) return at;
    at += support::decode(text, at).length;
  }
  return std::nullopt;
}

// What a grammar makes of the body; the mistake when it does not match.
template <class Grammar, class Take, class Diagnose>
result<tree, diagnostic> parse_as(std::string_view text, const span& body, const parse_options& options,
                                  const Take& take, const Diagnose& diagnose) {
  const std::size_t max_nesting = std::min(options.max_nesting, deepest_nesting);
  builder b(text, body, max_nesting);
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf_crlf, const char*> input(
      text.data() + body.begin, text.data() + body.end, "");
  if (tao::pegtl::parse<Grammar, action, control>(input, b)) return tree{take(b)};
  if (b.too_deep()) {
    return refuse(errc::too_deep, {*b.too_deep(), *b.too_deep() + 1}, text, std::to_string(max_nesting));
  }
  return unexpected<diagnostic>{diagnose(b.stopped())};
}

// The first character tells the kind.
COVERWATCH_FUNC result<tree, diagnostic> parse_any(std::string_view text, const span& body,
                                                   const parse_options& options) {
  switch (body.begin == body.end ? '\0' : text[body.begin]) {
    case '{':
      return parse_as<grammar::json_pattern>(
          text, body, options, [](builder& b) { return json_pattern{b.take_root()}; }, diagnose_json);
    case '[':
      return parse_as<grammar::column_pattern>(
          text, body, options, [](builder& b) { return column_pattern{b.take_columns()}; }, diagnose_columns);
    case '%':
      return parse_as<grammar::regex_pattern>(
          text, body, options, [](builder& b) { return regex_pattern{b.take_regex()}; }, diagnose_regex);
    default: break;
  }
  if (body.begin == body.end) return tree{everything{}};
  return parse_as<grammar::term_pattern>(
      text, body, options, [](builder& b) { return term_pattern{b.take_terms()}; }, diagnose_terms);
}

COVERWATCH_FUNC std::vector<diagnostic> all_warnings(const tree& t, std::string_view text, const span& body) {
  std::vector<diagnostic> found = find_warnings(t, text);
  const span before{0, body.begin};
  const span after{body.end, text.size()};
  diagnostic outer{errc::outer_white_space, before, {}, std::string(text), {}};
  if (before.begin == before.end && after.begin == after.end) return found;
  if (body.begin == body.end) return found;  // blanks alone are an empty pattern, which the service takes
  if (before.begin == before.end) {
    outer.where = after;
    found.push_back(std::move(outer));
    return found;
  }
  if (after.begin < after.end) outer.related = after;
  found.insert(found.begin(), std::move(outer));
  return found;
}

COVERWATCH_FUNC result<parsed, diagnostic> parse(std::string_view text, const parse_options& options) {
  const span body = without_outer_blanks(text);
  const std::size_t invalid = support::find_invalid_utf8(text);
  if (invalid != std::string_view::npos) return refuse(errc::not_utf8, {invalid, invalid + 1}, text, {});
  const std::size_t max_characters = std::min(options.max_characters, longest_pattern);
  if (const auto excess = find_excess(text, body, max_characters)) {
    return refuse(errc::too_long, {*excess, body.end}, text, std::to_string(max_characters));
  }
  auto t = parse_any(text, body, options);
  if (!t) return unexpected<diagnostic>{std::move(t.error())};
  if (auto mistake = find_mistake(*t, text, options)) return unexpected<diagnostic>{std::move(*mistake)};
  auto warnings = all_warnings(*t, text, body);
  return parsed{std::move(*t), std::move(warnings)};
}

}  // namespace coverwatch::inline COVERWATCH_ABI::syntax
