// SPDX-License-Identifier: Apache-2.0
// Writes JSON as Python's json.dumps(indent=4, ensure_ascii=False) does: each member on its own line, empty brackets
// closed at once. The caller opens and closes in order; nothing is checked.
#pragma once

#include <coverwatch/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::cli {

class json_writer {
 public:
  json_writer& open(char bracket);   // { or [
  json_writer& close(char bracket);  // } or ]
  json_writer& key(std::string_view name);
  json_writer& string(std::string_view text);
  json_writer& number(std::uint64_t value);

  // The text, ended by a newline.
  std::string take() { return std::move(text_ += '\n'); }

 private:
  void before_value();
  void new_line();

  std::string text_;
  std::size_t depth_ = 0;
  bool first_ = true;       // nothing stands in the innermost bracket yet
  bool after_key_ = false;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
