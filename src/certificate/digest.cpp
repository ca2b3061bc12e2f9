// SPDX-License-Identifier: Apache-2.0
// What tells damage from a faulty proof: the digest of a document, and whether the reader has seen all of its members.
#include "certificate/document.hpp"

#include <optional>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

using support::json::kind;
using support::json::value;

// Bounded: the reader nests no deeper than its limit.
COVERWATCH_FUNC void write_compact(const value& v, std::optional<std::string_view> left_out, std::string& out) {
  switch (v.what()) {
    case kind::null: out += "null"; return;
    case kind::false_: out += "false"; return;
    case kind::true_: out += "true"; return;
    case kind::number: out += v.spelling(); return;
    case kind::string: support::json::append_quoted(out, v.string()); return;
    case kind::object:
    case kind::array: break;
  }
  const bool is_object = v.is(kind::object);
  out += is_object ? '{' : '[';
  const std::size_t begin = out.size();
  for (auto each = v.first_child(); each; each = each->next_sibling()) {
    if (is_object && each->key() == left_out) continue;
    if (out.size() > begin) out += ',';
    if (is_object) {
      support::json::append_quoted(out, each->key());
      out += ':';
    }
    write_compact(*each, std::nullopt, out);
  }
  out += is_object ? '}' : ']';
}

COVERWATCH_FUNC std::string compact(const value& v) {
  std::string out;
  write_compact(v, std::nullopt, out);
  return out;
}

COVERWATCH_FUNC std::string digest_of(const value& object) {
  std::string text;
  write_compact(object, "digest", text);
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4) out[i] = "0123456789abcdef"[hash & 15];
  return out;
}

COVERWATCH_FUNC std::size_t count_colons(std::string_view text) noexcept {
  std::size_t colons = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') inside = !inside;
    if (inside && text[at] == '\\') ++at;
    if (!inside && text[at] == ':') ++colons;
  }
  return colons;
}

// Bounded likewise.
COVERWATCH_FUNC std::size_t count_members(const value& v) noexcept {
  std::size_t count = v.is(kind::object) ? v.size() : 0;
  for (auto each = v.first_child(); each; each = each->next_sibling()) count += count_members(*each);
  return count;
}

COVERWATCH_FUNC bool has_repeated_members(std::string_view text, const value& root) noexcept {
  return count_colons(text) != count_members(root);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
