// SPDX-License-Identifier: Apache-2.0
// Texts given to the readers of infrastructure code, without a file on a disk. In goes a text, out comes the inventory
// that the reader made of it. Settles nothing.
#pragma once

#include "inventory/document.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace infrastructure {

namespace inventory = coverwatch::inventory;
namespace json = coverwatch::support::json;

struct result {
  bool known = false;
  inventory::inventory found;
};

inline constexpr std::string_view path = "infra/file";

inline inventory::document document_of(std::string_view text, result& out) {
  out.found.files.push_back({std::string(path), text.size()});
  inventory::document d;
  d.path = path;
  d.text = text;
  return d;
}

template <class Reader>
result read_json(Reader reader, std::string_view text) {
  result out;
  const inventory::document d = document_of(text, out);
  json::document parsed;
  if (const auto wrong = parsed.parse(text))
    throw std::runtime_error("the test's own JSON is damaged at " + std::to_string(wrong->offset));
  out.known = reader(out.found, d, parsed.root());
  return out;
}

inline result terraform(std::string_view text) { return read_json(inventory::read_terraform, text); }
inline result cloudformation(std::string_view text) { return read_json(inventory::read_cloudformation, text); }

inline result yaml(std::string_view text) {
  result out;
  const inventory::document d = document_of(text, out);
  out.known = inventory::read_cloudformation_yaml(out.found, d);
  return out;
}

inline std::string content(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Whole documents.
inline std::string sample(const std::string& name) { return content("tests/audit/iac/" + name); }

// The text with one piece of it replaced, which must be there.
inline std::string with(std::string text, std::string_view piece, std::string_view by) {
  const std::size_t at = text.find(piece);
  if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(piece));
  return text.replace(at, piece.size(), by);
}

}  // namespace infrastructure
