// SPDX-License-Identifier: Apache-2.0
// One document, as its readers are given it, and where they put what they find. The seam between `read`, which opens
// files, and the readers of each shape, which open nothing.
#pragma once

#include "inventory/model.hpp"
#include "support/json.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

// Valid during the reader's call only.
struct document {
  std::uint32_t file = 0;  // index into `inventory::files`
  std::string_view path;   // of the file
  std::string_view text;   // of the file
  scope hint;              // account and region as the folders say; empty where they do not

  // The line and column of that byte of the text. The first call is linear in the text, the others cost next to
  // nothing, wherever they ask and however long the lines are.
  place at(std::size_t offset, std::string inside = {}) const;

  struct mark {
    std::uint32_t line = 1;
    std::size_t begin = 0;  // of that line
  };
  mutable std::vector<mark> marks;  // for each few KiB of the text, the line that they begin in
};

// The file holds a document of that kind.
void list_kind(inventory& out, const document& d, document_kind kind);

// What a whole text is, told by its content; all that stands in it goes to `out`. What no reader knows is a problem.
void read_text(inventory& out, const document& d);  // recognise.cpp

// Each adds its records to `out` and returns true when the document is of its shape, whole or not; false when it is
// none of its own, and nothing was added. What is wrong goes to `out.problems`.
bool read_aws_output(inventory& out, const document& d, const support::json::value& root);      // aws_output.cpp
bool read_terraform(inventory& out, const document& d, const support::json::value& root);       // terraform.cpp
bool read_cloudformation(inventory& out, const document& d, const support::json::value& root);  // cloudformation.cpp
bool read_cloudformation_yaml(inventory& out, const document& d);  // cloudformation_yaml.cpp
bool read_commands(inventory& out, const document& d);             // commands.cpp

// To be called once, when all documents are read: joins pages, names the scope of what has none by what stands beside
// it, drops what is there twice (shadow trails, the same file in two folders).
void settle(inventory& out);

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
