// SPDX-License-Identifier: Apache-2.0
// One command of the AWS command line, as it stands in a text, to what it declares, and remarks on what the shell and
// the command line would do to it. Runs nothing.
#pragma once

#include "inventory/declared.hpp"
#include "inventory/shell_words.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// `aws logs put-metric-filter`, with options of `aws` itself in between or not. Views into tables of our own.
struct command_name {
  std::string_view service, operation;
  std::size_t options = 0;  // the offset behind it
};

// The commands that say something about a control. Nothing when none of them begins at the `aws` at that offset.
std::optional<command_name> command_at(std::string_view text, std::size_t at);

struct text_remark {
  std::size_t offset = 0;
  std::string message;  // one sentence, lower case, no full stop
};

struct command_reading {
  bool said_something = false;  // false: the command is only mentioned, without options
  bool from_json = false;       // its parameters come from --cli-input-json
  declaration what;             // names as Terraform has them; structures are blocks
  std::vector<text_remark> remarks;
  std::size_t end = 0;  // the offset behind the command
};

command_reading read_command(std::string_view text, std::size_t begin, const command_name& name);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
