// SPDX-License-Identifier: Apache-2.0
// Our own strict RFC 8259 reader: small, plain, and apart from the fast machine that it judges. In go bytes, out comes
// a document that keeps the spelling of numbers, or the first thing that is wrong and where. A repeated key keeps its
// last value only. A lone surrogate escape is a character like any other (WTF-8). Never converts a number.
#pragma once

#include <coverwatch/config.hpp>
#include <coverwatch/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::support::json {

inline constexpr std::size_t max_depth = 1000;  // brackets inside brackets; the outermost is the first

enum class errc : std::uint8_t {
  empty,              // nothing but white space
  unexpected_end,     // the text stops in the middle of a value
  unexpected,         // a byte that cannot stand here
  bad_literal,        // tru, NULL, NaN
  bad_number,         // 01, 1., +1, .5
  bad_escape,         // \x, \u12g4
  control_character,  // below 0x20 inside a string
  bad_utf8,
  trailing_text,  // something after the value
  too_deep,
  too_large,  // 4 GiB and more
};

struct error {
  errc code;
  std::size_t offset;  // of the byte that is wrong; the text's length when it ends too soon
};

std::string_view message(errc code) noexcept;

enum class kind : std::uint8_t { null, false_, true_, number, string, array, object };

// One value of a document; children follow their parent, linked by `next`.
struct node {
  kind what = kind::null;
  std::uint32_t text = 0;    // string: offset of its content; number: offset of its spelling
  std::uint32_t length = 0;  // bytes of that; array and object: number of children
  std::uint32_t key = 0;     // offset of its key, when its parent is an object
  std::uint32_t key_length = 0;
  std::uint32_t first = 0;           // first child, 0 for none
  std::uint32_t next = 0;            // next sibling, 0 for none
  std::uint32_t begin = 0, end = 0;  // where the value stands in the source
};

class document;

// A handle on one value: as cheap as a pointer, valid while its document is neither changed nor gone.
class value {
 public:
  value(const document& d, std::uint32_t index) noexcept : document_(&d), index_(index) {}

  kind what() const noexcept;
  bool is(kind k) const noexcept { return what() == k; }
  std::string_view string() const noexcept;    // the content of a string, escapes undone
  std::string_view spelling() const noexcept;  // of a number, as written
  std::size_t size() const noexcept;           // children of an array or object, repeated keys counted once
  std::string_view key() const noexcept;       // its own key, when it stands in an object
  std::size_t begin() const noexcept;          // its bytes in the source: [begin, end)
  std::size_t end() const noexcept;

  std::optional<value> first_child() const noexcept;
  std::optional<value> next_sibling() const noexcept;
  std::optional<value> member(std::string_view key) const noexcept;  // of an object; linear
  std::optional<value> element(std::uint64_t index) const noexcept;  // of an array; linear

 private:
  const node& get() const noexcept;
  const document* document_;
  std::uint32_t index_;
};

// A parsed text. Its memory is used again by the next `parse`, so that a warm document allocates nothing.
// Linear time and memory (n log n within one object, to find repeated keys).
class document {
 public:
  // Parses one whole text. On an error the document is empty.
  std::optional<error> parse(std::string_view text);
  // Parses the one value at `offset` (after white space) and says where it ends; text after it is not looked at.
  result<std::size_t, error> parse_prefix(std::string_view text, std::size_t offset);

  // Only after a parse that went well.
  value root() const noexcept { return {*this, 0}; }

 private:
  friend class value;
  friend class builder;
  void clear() noexcept;  // keeps the memory

  std::vector<node> nodes_;
  std::string texts_;                 // keys, string contents and number spellings
  std::vector<std::uint32_t> open_;   // work of the parser: brackets not yet closed, their last child
  std::vector<std::uint32_t> order_;  // work of the parser: members sorted by key
};

// Whether the text is one JSON value and nothing else. Allocates nothing. `too_deep` is told only when nothing before
// it is wrong.
std::optional<error> validate(std::string_view text) noexcept;

// Whether an object is valid JSON, for a text that begins with `{`, ends with `}`, holds nothing but printable ASCII
// and no backslash that `escapes_are_valid` refuses, and whose quotes, an even number, are listed (see
// `draw_and_list`). Says what `validate` says, several times as fast.
bool is_valid_plain_object(std::string_view text, const std::uint32_t* quotes) noexcept;

// Whether each backslash begins an escape that a string may hold, or ends one.
bool escapes_are_valid(std::string_view text) noexcept;

// Where the value that begins at `offset` (after white space) ends, validated; allocates nothing.
result<std::size_t, error> skip_value(std::string_view text, std::size_t offset) noexcept;

// Appends `text` as a JSON string with its quotes; escapes only what RFC 8259 demands (\b \f \n \r \t \" \\ and \u00XX
// for the other controls). A surrogate of WTF-8 is written as its escape, other invalid bytes as U+FFFD.
void append_quoted(std::string& out, std::string_view text);

// Appends a value without white space: strings by `append_quoted`, numbers as they are spelled. Recursion ends at the
// depth that the reader allows.
void append_compact(std::string& out, const value& v);

// Undoes the escapes of a valid string's raw content (between its quotes), appending WTF-8. Given anything else it
// appends some text, no longer than `raw`, and reads nothing outside.
void append_unescaped(std::string& out, std::string_view raw);

}  // namespace coverwatch::inline COVERWATCH_ABI::support::json
