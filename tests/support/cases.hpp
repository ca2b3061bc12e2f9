// SPDX-License-Identifier: Apache-2.0
// The reader of conformance cases: plain text files in, blocks out. A block is one pattern, where its truth comes from,
// and either events with what each comes to and the fields extracted from it, or the rejection. Whatever is wrong with
// a file is collected as a problem with its line; a problem must fail the run. tests/conformance/README.md describes
// the format. Uses the public face only.
#pragma once

#include <coverwatch/coverwatch.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cases {

// A field that a space-delimited pattern extracts: its name, such as `$ip`, and its value.
struct member {
  std::string name;
  std::string value;
  friend bool operator==(const member&, const member&) = default;
};

struct event {
  std::string text;
  coverwatch::outcome expected{};
  std::size_t line = 0;
  std::optional<std::vector<member>> fields = {};  // all of them, in their order; nothing when the case does not say
};

// A diagnostic as a case names it: the code's name and, when given, where its span begins and ends.
struct remark {
  std::string code;
  std::optional<std::size_t> begin;
  std::optional<std::size_t> end;
  std::size_t line = 0;
};

struct block {
  std::string file;  // full path
  std::size_t line = 0;
  std::string name;
  std::string pattern;
  std::string source;
  coverwatch::parse_options options;
  std::size_t max_event_bytes = std::size_t{1} << 20;
  std::vector<event> events;
  std::optional<remark> rejection;
  std::optional<std::string> service;  // the service's message for the rejection
  std::vector<remark> warnings;        // all of them
};

struct problem {
  std::string file;
  std::size_t line = 0;
  std::string what;
};

struct suite {
  std::vector<block> blocks;
  std::vector<problem> problems;
};

// Reads every `.txt` of the folder, in the order of names. A folder without one is a problem.
suite read_folder(const std::string& folder);

// Reads one file's content; `file` is for messages. Appends to `out`.
void read_text(const std::string& file, const std::string& content, suite& out);

// Reads one JSON object whose values are strings, in the order written; a repeated name stays. Of JSON's escapes only
// \" \\ \n \t \r. Nothing when it is anything else.
std::optional<std::vector<member>> to_members(const std::string& text);

// Undoes the escapes of the long form: \n \t \r \\ \xhh and \*N(text), text N times. Nothing when it is malformed.
std::optional<std::string> unescape(const std::string& text);

}  // namespace cases
