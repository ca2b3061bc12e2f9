// SPDX-License-Identifier: Apache-2.0
// What tells damage from a faulty proof: the digest of a document, and whether the reader has seen all of its members.
#include "certificate/document.hpp"

#include <string>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

using support::json::value;

COVERWATCH_FUNC std::string compact(const value& v) {
  std::string out;
  support::json::append_compact(out, v);
  return out;
}

// Of the object without its own member `digest`.
COVERWATCH_FUNC std::string digest_of(const value& object) {
  std::string text = "{";
  for (auto each = object.first_child(); each; each = each->next_sibling()) {
    if (each->key() == "digest") continue;
    if (text.size() > 1) text += ',';
    support::json::append_quoted(text, each->key());
    text += ':';
    support::json::append_compact(text, *each);
  }
  text += '}';
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
  std::size_t count = v.is(support::json::kind::object) ? v.size() : 0;
  for (auto each = v.first_child(); each; each = each->next_sibling()) count += count_members(*each);
  return count;
}

COVERWATCH_FUNC bool has_repeated_members(std::string_view text, const value& root) noexcept {
  return count_colons(text) != count_members(root);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
