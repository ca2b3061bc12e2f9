// SPDX-License-Identifier: Apache-2.0
// Runs a program over one event, in one pass in document order; only what some selector asks for is looked at,
// everything else is stepped over. Exact: a repeated key, an escaped key, a number of any size, a lone
// surrogate mean what docs/language.md says.
#pragma once

#include "match/workspace.hpp"
#include "program/program.hpp"

#include <optional>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::match {

enum class finding : std::uint8_t {
  no_match,        // the event does not match, valid or not
  not_valid,       // nor is it a valid JSON object: the walk met what cannot be; of sets only
  match_if_valid,  // the event matches if it is valid JSON, which has not been checked
  repeated_key,    // a key is repeated where that walk cannot tell what counts: another road must decide
};

// Reads the event by `w.by`. False when it is no JSON, or larger than that road can read.
bool prepare(std::string_view event, workspace& w);

// What is wrong with an event that has been prepared. As `json::validate`, and faster where an outline helps.
std::optional<support::json::error> validate_prepared(std::string_view event, const workspace& w) noexcept;

// The event has been prepared. Says nothing about the validity of what no selector asked for.
// May allocate until the workspace is warm.
finding run(const program::code& c, std::string_view event, workspace& w);

// The same for programs whose form is no object. True when the message, any bytes, matches. Linear in the message,
// whatever it holds. May allocate until the workspace is warm.
bool run_on_text(const program::code& c, std::string_view message, workspace& w);

// Deals the tokens of the message out to the columns: false when there are too few. With `all`, every token is in
// `w.tokens` then, else as many as the columns need.
enum class reading : bool { what_columns_need, all };
bool split_columns(const program::layout& l, std::string_view message, reading how_much, workspace& w);

// The text of a column that is no ellipsis, after `split_columns`.
std::string_view column_text(const program::layout& l, std::uint32_t column, std::string_view message,
                             const workspace& w) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::match
