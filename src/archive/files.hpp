// SPDX-License-Identifier: Apache-2.0
// Arguments to inputs: a file stays itself, a folder becomes the files below it with their names in byte order, `-` is
// standard input. Below a folder, links to folders are not followed; hidden names, pipes, sockets and devices are left out
// and named. Opens no file and reads no content.
#pragma once

#include "archive/problem.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::archive {

struct input {
  std::string path;
  bool standard_input = false;
  bool listed = false;  // found below a folder, not named by anybody: only a file is read
  // The name to show.
  std::string_view name() const noexcept { return standard_input ? std::string_view{"(standard input)"} : path; }
};

struct file_problem {
  std::string path;
  problem what;
};

struct file_list {
  std::vector<input> inputs;  // arguments in their order, what lies below a folder sorted
  std::vector<file_problem> problems;
};

// A name that does not exist stays in the list: opening it tells why it cannot be read.
file_list expand(const std::vector<std::string>& arguments);

// Of all files together, as far as their sizes are known.
std::uint64_t bytes_on_disk(const std::vector<input>& inputs);

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
