// SPDX-License-Identifier: Apache-2.0
// Writes JSON as Python's json.dumps(indent=4, ensure_ascii=False) does: each member on its own line, empty brackets
// closed at once; or, compact, all on one line without a blank. The caller opens and closes in order; nothing is
// checked.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace coverwatch::inline COVERWATCH_ABI::report {

enum class json_layout : std::uint8_t { indented, compact };

class json_writer {
 public:
  explicit json_writer(json_layout layout = json_layout::indented) : layout_(layout) {}

  json_writer& open(char bracket);   // { or [
  json_writer& close(char bracket);  // } or ]
  json_writer& key(std::string_view name);
  json_writer& string(std::string_view text);
  json_writer& number(std::uint64_t value);
  json_writer& boolean(bool value) { return raw(value ? "true" : "false"); }
  json_writer& null() { return raw("null"); }
  json_writer& raw(std::string_view json);  // one value, as it stands

  // The text, without anything behind it: what was written compactly is a line, which `raw` takes as a value.
  std::string take_line() { return std::move(text_); }
  // The text, ended by a newline.
  std::string take() { return std::move(text_ += '\n'); }

 private:
  void before_value();
  void new_line();

  json_layout layout_;
  std::string text_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing stands in the innermost bracket yet
  bool after_key_ = false;
};

// A JSON text with each member on a line of its own; any other text as it stands. Ends without a newline.
std::string over_several_lines(std::string_view json);

}  // namespace coverwatch::inline COVERWATCH_ABI::report
