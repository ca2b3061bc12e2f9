// SPDX-License-Identifier: Apache-2.0
// One command of a text to the words that a POSIX shell would hand to the program, each with its place. Pages lose the
// backslashes at the ends of lines: a command goes on where the next line can only be its own. Expands nothing.
#pragma once

#include <coverwatch/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

struct shell_word {
  std::string value = {};          // as the program gets it
  std::size_t begin = 0, end = 0;  // its bytes in the text
  bool open = false;               // holds $x, $(...) or `...`: what the program gets is not known
  bool stray_angle = false;        // holds a `>` without its `<`: a placeholder that lost its beginning
  // 'a 'b' c': the quote that was meant to stand inside, and ends and begins a quotation instead; 0 for none.
  char inner_quote = 0;
  bool ends_bare = false;  // 'a 'b: quoted, then bare to its end
};

struct shell_command {
  std::vector<shell_word> words = {};
  std::size_t end = 0;  // the offset behind it
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t open_quote = none;    // of a quote that nothing closes: the command ends with its line
  std::size_t parenthesis = none;   // of the first one outside quotes: the shell refuses it
  bool lost_continuations = false;  // lines go on that do not end with a backslash
};

// The command that begins at `begin`. It ends with its line, at `;`, `&`, `|`, and where `in_backticks` at a backtick.
// `<name>` is a placeholder, part of a word; other `<` and `>` at the beginning of a word redirect, and are left out.
// Linear in what it reads: the command, or for a quote that nothing closes all that follows.
shell_command split_shell_command(std::string_view text, std::size_t begin, bool in_backticks = false);

// Whether an option may begin there: `--name`, a typing error such as `-name`, or a typographic dash before a letter.
bool looks_like_option(std::string_view text, std::size_t at) noexcept;

// The typographic sign that begins there and that a shell does not take for what it looks like: its name, or empty.
std::string_view typographic_sign(std::string_view text, std::size_t at) noexcept;

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
