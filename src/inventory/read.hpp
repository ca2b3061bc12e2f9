// SPDX-License-Identifier: Apache-2.0
// Files and folders to an inventory. Every file is recognised by its content; what is not recognised, damaged or too
// large is a problem, and the rest is read. Deterministic: the same files give the same inventory, whatever the order
// of the arguments. Memory: the records, and one file at a time.
#pragma once

#include "inventory/model.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

struct read_options {
  std::size_t largest_file = std::size_t{1} << 28;  // bytes, inflated
  std::function<void(std::uint64_t bytes)> on_progress =
      {};  // after each file: bytes of all so far, as they lie on the disk
};

// `-` is standard input. Problems come in the order of their files and lines.
inventory read(const std::vector<std::string>& paths, const read_options& options = {});

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
