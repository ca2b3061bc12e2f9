// SPDX-License-Identifier: Apache-2.0
// The machine's memory between events: what a `scratch` holds. Everything grows to its largest use and stays.
#pragma once

#include "match/set_memory.hpp"
#include "match/structure.hpp"
#include "support/instructions.hpp"
#include "support/json.hpp"
#include "support/outline.hpp"
#include "support/regex.hpp"

#include <coverwatch/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::match {

// A token of a message: offsets into it. Its text has the marks around it taken off.
struct token {
  std::size_t begin;
  std::size_t text_begin;
  std::size_t text_end;
};

// How an event is read: by an outline of it, where vector instructions draw one fast, or by simdjson's list of its
// tokens.
enum class road : std::uint8_t { outline, tokens };

// What this machine does best with.
inline road usual_road() noexcept {
  return support::widest_available() >= support::instructions::avx2 ? road::outline : road::tokens;
}

struct workspace {
  std::size_t max_event_bytes = 0;
  road by = usual_road();
  support::instructions with = support::widest_available();
  match::structure structure;                   // of the event being read, by tokens
  std::vector<support::outline_block> outline;  // of the event being read, by outline
  bool has_escapes = false;                     // whether the event being read holds a backslash
  std::vector<std::uint64_t> slots;             // one bit per slot of the program that runs
  std::vector<std::uint64_t> met;               // per node: the object in which it was last met
  std::uint64_t object = 0;                     // number of the object entered last
  std::vector<std::uint64_t> key_hashes;        // a stack: the keys of each object below a wildcard being walked
  std::string text;                             // a string or key with its escapes undone
  std::vector<support::regex::word> regex_state;
  std::vector<token> tokens;           // of the message, as far as they were read
  std::string digits;                  // of a token that reads as a number
  support::json::document document;    // of the reference road
  std::vector<std::uint32_t> matches;  // of a set: which patterns match
  set_memory set;
  bool keys_are_unique = false;  // of the event being read: it has been seen to
};

}  // namespace coverwatch::inline COVERWATCH_ABI::match
