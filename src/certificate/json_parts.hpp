// SPDX-License-Identifier: Apache-2.0
// JSON values to the smallest parts of a certificate: numbers, texts, facts, lists. In goes a value, out comes whether
// it is one, and what. Knows no node.
#pragma once

#include "certificate/parts.hpp"
#include "support/json.hpp"

#include <coverwatch/config.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coverwatch::inline COVERWATCH_ABI::certificate {

// Each returns false when the value is none, and then leaves anything in `out`.
bool read_part(const support::json::value& v, std::uint64_t& out);  // digits alone, no more than 64 bits
bool read_part(const support::json::value& v, std::uint32_t& out);
bool read_part(const support::json::value& v, std::int64_t& out);
bool read_part(const support::json::value& v, bool& out);
bool read_part(const support::json::value& v, std::string& out);
bool read_part(const support::json::value& v, fact& out);  // any but `2:string`
bool read_part(const support::json::value& v, reason& out);
bool read_part(const support::json::value& v, term& out);
bool read_part(const support::json::value& v, text_cell& out);
bool read_part(const support::json::value& v, deal_part& out);
bool read_part(const support::json::value& v, number_search::node& out);
bool read_part(const support::json::value& v, std::pair<fact, reason>& out);

template <class Item>
bool read_part(const support::json::value& v, std::optional<Item>& out) {
  if (v.is(support::json::kind::null)) return true;
  return read_part(v, out.emplace());
}

template <class Item>
bool read_part(const support::json::value& v, std::vector<Item>& out) {
  if (!v.is(support::json::kind::array)) return false;
  out.reserve(v.size());
  for (auto each = v.first_child(); each; each = each->next_sibling()) {
    if (!read_part(*each, out.emplace_back())) return false;
  }
  return true;
}

// The members of an object in their order, one after the other.
class members {
 public:
  explicit members(const support::json::value& object) {
    if (object.is(support::json::kind::object)) next_ = object.first_child();
  }

  bool is_next(std::string_view name) const noexcept { return next_ && next_->key() == name; }
  bool at_end() const noexcept { return !next_; }

  // The next one, when it has this name.
  std::optional<support::json::value> take(std::string_view name) {
    if (!is_next(name)) return std::nullopt;
    const auto taken = next_;
    next_ = next_->next_sibling();
    return taken;
  }
  template <class Part>
  bool read(std::string_view name, Part& out) {
    const auto v = take(name);
    return v && read_part(*v, out);
  }

 private:
  std::optional<support::json::value> next_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::certificate
