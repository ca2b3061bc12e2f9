// SPDX-License-Identifier: Apache-2.0
// JSON that can be changed: parsed, altered piece by piece, printed again without white space. In go texts, out come
// trees and texts. Keeps the order of members and the spelling of numbers; for tests alone.
#pragma once

#include "support/json.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace json_tree {

namespace json = coverwatch::support::json;

struct tree {
  json::kind what = json::kind::null;
  std::string text;  // of a string its content, of a number its spelling
  std::string key;   // in an object
  std::vector<tree> children;
};

inline tree grown(const json::value& v, std::string_view key = {}) {
  tree out{v.what(), {}, std::string(key), {}};
  if (v.is(json::kind::string)) out.text = v.string();
  if (v.is(json::kind::number)) out.text = v.spelling();
  for (auto each = v.first_child(); each; each = each->next_sibling())
    out.children.push_back(grown(*each, v.is(json::kind::object) ? each->key() : ""));
  return out;
}

inline tree parsed(std::string_view text) {
  json::document document;
  return document.parse(text) ? tree{} : grown(document.root());
}

inline std::string printed(const tree& t) {
  std::string out;
  switch (t.what) {
    case json::kind::null: return "null";
    case json::kind::false_: return "false";
    case json::kind::true_: return "true";
    case json::kind::number: return t.text;
    case json::kind::string: json::append_quoted(out, t.text); return out;
    case json::kind::array:
    case json::kind::object: break;
  }
  const bool is_object = t.what == json::kind::object;
  for (const tree& child : t.children) {
    if (!out.empty()) out += ',';
    if (is_object) {
      json::append_quoted(out, child.key);
      out += ':';
    }
    out += printed(child);
  }
  return is_object ? "{" + out + "}" : "[" + out + "]";
}

// All below the tree and itself, parents first.
inline void collect(tree& t, std::vector<tree*>& out) {
  out.push_back(&t);
  for (tree& child : t.children) collect(child, out);
}

inline tree* member(tree& t, std::string_view name) {
  for (tree& child : t.children)
    if (child.key == name) return &child;
  return nullptr;
}

}  // namespace json_tree
