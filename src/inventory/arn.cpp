// SPDX-License-Identifier: Apache-2.0
// Texts cut at colons, slashes and hyphens.
#include "inventory/arn.hpp"

#include "support/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

using support::is_digit;

bool is_one_of(std::string_view text, const auto& words) noexcept {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_word_byte(char c) noexcept { return is_digit(c) || support::is_ascii_letter(c); }

// The word at the front of `text`, which is then behind it and one hyphen.
std::string_view next_word(std::string_view& text) noexcept {
  std::size_t end = 0;
  while (end < text.size() && is_word_byte(text[end])) ++end;
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(text.size(), end + (end < text.size() && text[end] == '-' ? 1 : 0)));
  return word;
}

// How long a region's name is that begins the text; 0 when none does.
std::size_t region_at_front(std::string_view text) noexcept {
  static constexpr std::array<std::string_view, 11> areas{"us", "eu", "ap", "sa", "ca",  "me",
                                                          "af", "il", "mx", "cn", "eusc"};
  static constexpr std::array<std::string_view, 8> realms{"gov", "iso", "isob", "isoe", "isof", "de", "fr", "it"};
  static constexpr std::array<std::string_view, 9> directions{
      "north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest"};
  std::string_view rest = text;
  if (!is_one_of(next_word(rest), areas)) return 0;
  std::string_view word = next_word(rest);
  if (is_one_of(word, realms)) word = next_word(rest);
  if (!is_one_of(word, directions)) return 0;
  const std::string_view number = next_word(rest);
  if (number.size() != 1 || !is_digit(number[0])) return 0;
  return static_cast<std::size_t>(number.data() + 1 - text.data());
}

std::size_t account_at_front(std::string_view text) noexcept {
  return text.size() >= 12 && is_account(text.substr(0, 12)) ? 12 : 0;
}

// The one name of that kind in a text, between bytes that are neither letters nor digits.
template <class AtFront>
std::string_view only_one(std::string_view text, const AtFront& at_front) noexcept {
  std::string_view found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at != 0 && is_word_byte(text[at - 1])) continue;
    const std::size_t length = at_front(text.substr(at));
    if (length == 0 || (at + length < text.size() && is_word_byte(text[at + length]))) continue;
    const std::string_view here = text.substr(at, length);
    if (!found.empty() && found != here) return {};
    found = here;
  }
  return found;
}

}  // namespace

std::optional<arn> parse_arn(std::string_view text) noexcept {
  std::array<std::string_view, 5> fields;
  for (std::string_view& field : fields) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    field = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (fields[0] != "arn" || fields[1].empty() || fields[2].empty() || text.empty()) return std::nullopt;
  if (!fields[4].empty() && !is_account(fields[4])) return std::nullopt;
  return arn{fields[1], fields[2], fields[3], fields[4], text};
}

bool is_account(std::string_view text) noexcept {
  return text.size() == 12 && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_region(std::string_view text) noexcept { return !text.empty() && region_at_front(text) == text.size(); }

std::string_view folder_of(std::string_view path) noexcept {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return slash == 0 ? path.substr(0, 1) : path.substr(0, slash);
}

scope scope_of_path(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  std::string_view account = only_one(name, account_at_front), region = only_one(name, region_at_front);
  std::string_view folders = path.substr(0, path.size() - name.size());
  while (!folders.empty() && (account.empty() || region.empty())) {
    folders.remove_suffix(1);
    const std::string_view folder = folders.substr(folders.rfind('/') + 1);
    if (account.empty() && is_account(folder)) account = folder;
    if (region.empty() && is_region(folder)) region = folder;
    folders.remove_suffix(folder.size());
  }
  return {std::string(account), std::string(region)};
}

std::string_view group_name(std::string_view text) noexcept {
  constexpr std::string_view mark = ":log-group:";
  if (text.ends_with(":*")) text.remove_suffix(2);
  const std::size_t found = text.find(mark);
  if (found == std::string_view::npos || !text.starts_with("arn:")) return text;
  return text.substr(found + mark.size());
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
