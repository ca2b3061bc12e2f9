// SPDX-License-Identifier: Apache-2.0
// The walk over one event, in document order, led by the tree of the places that somebody asks for; everything else is
// stepped over. It trusts nothing about the event: any bytes may come, every step is bounded, and what cannot be valid
// JSON ends the walk. What is done with the values that are met is the business of the engine it works for.
//
// An engine has: met(node, value), and met_again(child), when the key of that child is repeated in its object: false
// ends the walk with `repeated_key`. A tree has nodes, fields, indices and field_slots as program.hpp has them.
#pragma once

#include "match/cursors.hpp"
#include "match/machine.hpp"
#include "match/value_tests.hpp"
#include "program/program.hpp"

#include <algorithm>
#include <functional>

namespace coverwatch::inline COVERWATCH_ABI::match {

// Each function starts with the cursor on the first token of what it reads and leaves it past the last; false means
// that the walk is over, for the reason in `end_`.
template <class Cursor, class Tree, class Engine>
class walk {
 public:
  walk(const Tree& tree, std::string_view event, workspace& w, Engine& engine) noexcept
      : tree_(tree), w_(w), engine_(engine), in_(event, w), ends_as_object_(event.back() == '}') {}

  // False: the event does not match anything, or `repeated_key`. Nothing but an object ends with a closing bracket.
  bool run(finding& end) {
    if (w_.met.size() < tree_.nodes.size()) w_.met.resize(tree_.nodes.size());
    w_.key_hashes.clear();
    const bool whole = in_.here() == '{' && ends_as_object_ && visit(0, 1);
    end = end_;
    return whole;
  }

 private:
  // The value here, met at `node`.
  bool visit(std::uint32_t node, std::size_t depth) {
    const program::node& n = tree_.nodes[node];
    switch (in_.here()) {
      case '{':
        engine_.met(node, {kind::object, {}});
        return n.fields.begin == n.fields.end && n.any == program::none ? in_.skip() : visit_object(n, depth);
      case '[':
        engine_.met(node, {kind::array, {}});
        return n.indices.begin == n.indices.end && n.any == program::none && n.element == program::none
                   ? in_.skip()
                   : visit_array(n, depth);
      case '"': return visit_string(node);
      default: return visit_scalar(node);
    }
  }

  bool visit_string(std::uint32_t node) {
    std::string_view content;
    if (!in_.take_string(content)) return false;
    engine_.met(node, {kind::string, content});
    return true;
  }

  bool visit_scalar(std::uint32_t node) {
    const std::string_view t = in_.take_scalar();
    if (t == "null") {
      engine_.met(node, {kind::null, {}});
    } else if (t == "true") {
      engine_.met(node, {kind::true_, {}});
    } else if (t == "false") {
      engine_.met(node, {kind::false_, {}});
    } else if (!support::json::validate(t)) {  // no other scalar is left
      engine_.met(node, {kind::number, t});
    } else {
      return false;
    }
    return true;
  }

  std::uint32_t find_field(const program::node& n, std::string_view name) const noexcept {
    if (!n.may_have(name)) return program::none;
    return program::find_field(tree_, n, name, program::head_of(name));
  }

  // The last of several equal keys counts.
  bool enter_field(std::uint32_t child, std::uint64_t object) {
    if (w_.met[child] != object) {
      w_.met[child] = object;
      return true;
    }
    if (engine_.met_again(child)) return true;
    end_ = finding::repeated_key;
    return false;
  }

  // Under a wildcard every key of the object counts, so that each must be told from the others.
  bool visit_member_under_wildcard(const program::node& n, std::uint64_t object, std::size_t depth) {
    std::string_view name;
    if (!in_.take_key(name)) return false;
    name = plain_text(w_, name, w_.has_escapes);
    w_.key_hashes.push_back(std::hash<std::string_view>{}(name));
    const std::uint32_t child = find_field(n, name);
    const auto value = in_.place();
    if (child != program::none && (!enter_field(child, object) || !visit(child, depth + 1))) return false;
    in_.back_to(value);
    return visit(n.any, depth + 1);
  }

  // Equal hashes of different keys only cost time: another road then decides.
  bool keys_differ(std::size_t from) {
    const auto begin = w_.key_hashes.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(begin, w_.key_hashes.end());
    const bool repeated = std::adjacent_find(begin, w_.key_hashes.end()) != w_.key_hashes.end();
    w_.key_hashes.resize(from);
    if (!repeated || w_.keys_are_unique) return true;
    end_ = finding::repeated_key;
    return false;
  }

  bool visit_object(const program::node& n, std::size_t depth) {
    if (depth > support::json::max_depth) return false;
    in_.step();
    if (in_.here() == '}') {
      in_.step();
      return true;
    }
    const std::uint64_t object = ++w_.object;
    return n.any == program::none ? visit_members(n, object, depth) : visit_all_members(n, object, depth);
  }

  bool visit_members(const program::node& n, std::uint64_t object, std::size_t depth) {
    const auto find = [this, has_escapes = w_.has_escapes, node = &n](std::string_view key) {
      return find_field(*node, plain_text(w_, key, has_escapes));
    };
    const auto met_string = [this, object](std::uint32_t child, std::string_view content) {
      if (!enter_field(child, object)) return false;
      engine_.met(child, {kind::string, content});
      return true;
    };
    for (;;) {
      std::uint32_t child = program::none;
      const member_end end = in_.next_member(find, met_string, child);
      if (end != member_end::wanted) return end == member_end::none_left;
      if (!enter_field(child, object) || !visit(child, depth + 1)) return false;
      const char c = in_.here();
      in_.step();
      if (c == '}') return true;
      if (c != ',') return false;
    }
  }

  bool visit_all_members(const program::node& n, std::uint64_t object, std::size_t depth) {
    const std::size_t keys_from = w_.key_hashes.size();
    for (;;) {
      if (!visit_member_under_wildcard(n, object, depth)) return false;
      const char c = in_.here();
      in_.step();
      if (c == '}') return keys_differ(keys_from);
      if (c != ',') return false;
    }
  }

  bool visit_element(const program::node& n, std::uint64_t index, std::uint32_t& next_index, std::size_t depth) {
    const auto value = in_.place();
    bool stepped = false;
    const auto meet = [&](std::uint32_t child) {
      in_.back_to(value);
      stepped = true;
      return visit(child, depth + 1);
    };
    if (next_index < n.indices.end && tree_.indices[next_index].index == index &&
        !meet(tree_.indices[next_index++].node)) {
      return false;
    }
    if (n.any != program::none && !meet(n.any)) return false;
    if (n.element != program::none && !meet(n.element)) return false;
    return stepped || in_.skip();
  }

  bool visit_array(const program::node& n, std::size_t depth) {
    if (depth > support::json::max_depth) return false;
    in_.step();
    if (in_.here() == ']') {
      in_.step();
      return true;
    }
    std::uint32_t next_index = n.indices.begin;
    for (std::uint64_t index = 0;; ++index) {
      if (!visit_element(n, index, next_index, depth)) return false;
      const char c = in_.here();
      in_.step();
      if (c == ']') return true;
      if (c != ',') return false;
    }
  }

  const Tree& tree_;
  workspace& w_;
  Engine& engine_;
  Cursor in_;
  const bool ends_as_object_;
  finding end_ = finding::no_match;
};

// Walks over an event that `prepare` has read.
template <class Tree, class Engine>
bool walk_over(const Tree& tree, std::string_view event, workspace& w, Engine& engine, finding& end) {
  while (!event.empty() && is_json_space(event.back())) event.remove_suffix(1);
  if (event.empty()) return false;
  if (w.by == road::outline) return walk<outline_walk, Tree, Engine>(tree, event, w, engine).run(end);
  return walk<token_walk, Tree, Engine>(tree, event, w, engine).run(end);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::match
