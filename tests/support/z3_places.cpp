// SPDX-License-Identifier: Apache-2.0
// A value is written from its kind: a string by its text, a number by its text or else by its value. Elements that no
// selector names are `false`, or `null` where the array needs one.
#include "z3_places.hpp"

#include "support/json.hpp"
#include "z3_texts.hpp"

#include <algorithm>
#include <map>

namespace z3_judge {

namespace support = coverwatch::support;

namespace {

struct writer {
  const z3::model& m;
  const std::vector<place>& places;

  kind kind_in(std::size_t p) const {
    const std::string found = m.eval(places[p].kind, true).decl().name().str();
    return static_cast<kind>(std::find(kind_names, kind_names + kinds, found) - kind_names);
  }
  std::string text_in(std::size_t p) const { return unescaped(m.eval(places[p].text, true).get_string()); }

  std::string number_in(std::size_t p, bool whole) const {
    std::string text = text_in(p);
    if (number_with(text) && number_with(text)->integer == whole) return text;
    std::string value = m.eval(places[p].value, true).get_decimal_string(30);
    if (!value.empty() && value.back() == '?') value.pop_back();
    if (!whole && value.find('.') == std::string::npos) value += ".0";
    return value;
  }

  std::string write_object(std::size_t p) const {
    std::string out;
    for (const std::size_t child : places[p].children) {
      const bool is_key = places[child].name || places[child].any;
      if (!is_key || kind_in(child) == missing) continue;
      out += out.empty() ? "" : ",";
      support::json::append_quoted(out, places[child].name.value_or("#" + std::to_string(child)));
      out += ':' + write(child);
    }
    return '{' + out + '}';
  }

  std::string write_array(std::size_t p, bool needs_null) const {
    std::map<std::uint64_t, std::string> elements;
    std::uint64_t length = 0;
    for (const std::size_t child : places[p].children) {
      if (places[child].name || places[child].any) continue;
      elements[places[child].index] = "";
      if (kind_in(child) == missing) continue;
      elements[places[child].index] = write(child);
      needs_null = needs_null && kind_in(child) != null;
      length = std::max(length, places[child].index + 1);
    }
    const auto put = [&](const std::string& element) {  // at the first index that no selector names
      std::uint64_t free = 0;
      while (elements.contains(free)) ++free;
      elements[free] = element;
      length = std::max(length, free + 1);
    };
    for (const std::size_t child : places[p].children) {
      if (!places[child].any || kind_in(child) == missing) continue;
      put(write(child));
      needs_null = needs_null && kind_in(child) != null;
    }
    if (needs_null) put("null");
    std::string out;
    for (std::uint64_t i = 0; i < length; ++i) {
      out += (i > 0 ? "," : "") + (elements.contains(i) && !elements[i].empty() ? elements[i] : "false");
    }
    return '[' + out + ']';
  }

  std::string write(std::size_t p) const {
    std::string out;
    switch (kind_in(p)) {
      case null: return "null";
      case yes: return "true";
      case no: return "false";
      case object: return write_object(p);
      case array: return write_array(p, false);
      case array_with_null: return write_array(p, true);
      case infinite: return text_in(p) == "Infinity" ? "1e999" : "-1e999";
      case integer: return number_in(p, true);
      case decimal: return number_in(p, false);
      case string: support::json::append_quoted(out, text_in(p)); return out;
      case missing:
      case kinds: break;
    }
    return out;
  }
};

}  // namespace

std::string event_of(const z3::model& m, const std::vector<place>& all, bool is_message) {
  const writer w{m, all};
  return is_message ? w.text_in(0) : w.write(0);
}

bool is_wider(const z3::model& m, const std::vector<place>& all) {
  const writer w{m, all};
  const auto is_indexed = [&](std::size_t child) { return !all[child].name && !all[child].any; };
  for (std::size_t p = 0; p < all.size(); ++p) {
    const auto& children = all[p].children;
    const kind what = w.kind_in(p);
    if (what == decimal) return true;
    const bool is_array = what == array || what == array_with_null;
    if (is_array && all[p].anys > 0 && std::any_of(children.begin(), children.end(), is_indexed)) return true;
  }
  return false;
}

}  // namespace z3_judge
