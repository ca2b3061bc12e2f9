// SPDX-License-Identifier: Apache-2.0
// libyaml's events become a graph of nodes, in which an alias is an edge to a node that is there already; the graph is
// written as JSON under a budget, so that no text can grow beyond it. Neither step recurses deeper than the limit.
#include "inventory/yaml.hpp"

#include "support/ascii.hpp"
#include "support/json.hpp"

#include <yaml.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace coverwatch::inline COVERWATCH_ABI::inventory {

namespace {

struct node {
  enum class kind : std::uint8_t { scalar, list, map };
  kind what{};
  bool plain = false;                // a scalar without quotes
  bool open = true;                  // a collection that has not ended
  std::string tag;                   // `!Ref`; empty: none that matters
  std::string text;                  // of a scalar
  std::vector<std::uint32_t> items;  // of a map: key, value, key, value
  std::size_t offset = 0;
};

struct failure {
  std::size_t offset;
  std::string message;
};

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_null(std::string_view t) { return is_one_of(t, {"", "~", "null", "Null", "NULL"}); }
bool is_true(std::string_view t) {
  return is_one_of(t, {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"});
}
bool is_false(std::string_view t) {
  return is_one_of(t, {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"});
}

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

// libyaml counts characters; places are bytes. Forward only, which is how events come.
class byte_counter {
 public:
  explicit byte_counter(std::string_view text) : text_(text) {}
  std::size_t at(std::size_t characters) {
    if (characters < characters_) return byte_;
    for (; characters_ < characters && byte_ < text_.size(); ++characters_) {
      ++byte_;
      while (byte_ < text_.size() && (static_cast<unsigned char>(text_[byte_]) & 0xC0U) == 0x80U) ++byte_;
    }
    return byte_;
  }

 private:
  std::string_view text_;
  std::size_t characters_ = 0, byte_ = 0;
};

class event {
 public:
  event() = default;
  event(const event&) = delete;
  event& operator=(const event&) = delete;
  ~event() { yaml_event_delete(&value); }
  yaml_event_t value{};
};

class parser {
 public:
  explicit parser(std::string_view text) : counter_(text) {
    usable_ = yaml_parser_initialize(&parser_) != 0;
    if (!usable_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  parser(const parser&) = delete;
  parser& operator=(const parser&) = delete;
  ~parser() {
    if (usable_) yaml_parser_delete(&parser_);
  }

  void next(event& into) {
    if (!usable_) throw failure{0, "there is not enough memory to read it"};
    if (yaml_parser_parse(&parser_, &into.value) != 0) return;
    const std::string_view what = parser_.problem == nullptr ? "not YAML" : parser_.problem;
    throw failure{counter_.at(parser_.problem_mark.index), fmt::format("not valid YAML: {}", what)};
  }
  std::size_t offset(const event& e) { return counter_.at(e.value.start_mark.index); }

 private:
  yaml_parser_t parser_{};
  bool usable_ = false;
  byte_counter counter_;
};

// One document's nodes.
class graph {
 public:
  explicit graph(const yaml_limits& limits) : limits_(limits) {}

  // Takes one event of the document; true when that was its end.
  bool take(const event& e, std::size_t offset) {
    switch (e.value.type) {
      case YAML_DOCUMENT_END_EVENT: return true;
      case YAML_ALIAS_EVENT: alias(view(e.value.data.alias.anchor), offset); break;
      case YAML_SCALAR_EVENT: scalar(e, offset); break;
      case YAML_SEQUENCE_START_EVENT: begin(node::kind::list, e.value.data.sequence_start, offset); break;
      case YAML_MAPPING_START_EVENT: begin(node::kind::map, e.value.data.mapping_start, offset); break;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: end(); break;
      case YAML_NO_EVENT:
      case YAML_STREAM_START_EVENT:
      case YAML_STREAM_END_EVENT:
      case YAML_DOCUMENT_START_EVENT: break;
    }
    return false;
  }

  const std::vector<node>& nodes() const noexcept { return nodes_; }
  std::vector<std::string> top_keys() const {
    std::vector<std::string> out;
    if (nodes_.empty() || nodes_[0].what != node::kind::map) return out;
    for (std::size_t i = 0; i < nodes_[0].items.size(); i += 2) out.push_back(nodes_[nodes_[0].items[i]].text);
    return out;
  }

 private:
  void scalar(const event& e, std::size_t offset) {
    const auto& data = e.value.data.scalar;
    const std::uint32_t made = make(node::kind::scalar, offset, view(data.anchor));
    node& n = nodes_[made];
    n.open = false;
    n.text.assign(reinterpret_cast<const char*>(data.value), data.length);
    n.plain = data.plain_implicit != 0 && data.style == YAML_PLAIN_SCALAR_STYLE;
    set_tag(n, view(data.tag));
    put(made, offset);
  }

  template <class Data>
  void begin(node::kind what, const Data& data, std::size_t offset) {
    if (open_.size() >= limits_.depth)
      throw failure{offset, fmt::format("collections stand inside one another more than {} deep", limits_.depth)};
    const std::uint32_t made = make(what, offset, view(data.anchor));
    set_tag(nodes_[made], view(data.tag));
    put(made, offset);
    open_.push_back(made);
    if (what == node::kind::map) keys_.emplace_back();
  }

  void end() {
    nodes_[open_.back()].open = false;
    if (nodes_[open_.back()].what == node::kind::map) keys_.pop_back();
    open_.pop_back();
  }

  void alias(std::string_view name, std::size_t offset) {
    const auto found = anchors_.find(std::string(name));
    if (found == anchors_.end()) throw failure{offset, fmt::format("the alias *{} has no anchor before it", name)};
    if (nodes_[found->second].open)
      throw failure{offset, fmt::format("the alias *{} stands inside its own anchor", name)};
    put(found->second, offset);
  }

  std::uint32_t make(node::kind what, std::size_t offset, std::string_view anchor) {
    if (nodes_.size() >= limits_.nodes)
      throw failure{offset, fmt::format("there are more than {} values", limits_.nodes)};
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    node& n = nodes_.emplace_back();
    n.what = what;
    n.offset = offset;
    if (!anchor.empty()) anchors_[std::string(anchor)] = made;
    return made;
  }

  // `!Ref` and its like stay; of the tags of YAML itself only that for a text means anything here.
  static void set_tag(node& n, std::string_view tag) {
    constexpr std::string_view core = "tag:yaml.org,2002:";
    if (tag.starts_with(core)) {
      if (tag.substr(core.size()) != "str") n.plain = n.what == node::kind::scalar;
    } else if (tag.size() > 1 && tag.starts_with('!')) {
      n.tag = tag;
    }
  }

  void put(std::uint32_t which, std::size_t offset) {
    if (open_.empty()) return;
    node& into = nodes_[open_.back()];
    if (into.what == node::kind::map && into.items.size() % 2 == 0) {
      const node& key = nodes_[which];
      if (key.what != node::kind::scalar || !key.tag.empty()) throw failure{offset, "a key that is not a plain text"};
      // `<<` may stand there again.
      if (key.text != "<<" && !keys_.back().insert(key.text).second)
        throw failure{offset, fmt::format("the key {} stands twice in one map; remove one of them", key.text)};
    }
    into.items.push_back(which);
  }

  yaml_limits limits_;
  std::vector<node> nodes_;
  std::vector<std::uint32_t> open_;
  std::vector<std::unordered_set<std::string>> keys_;  // of the open maps
  std::unordered_map<std::string, std::uint32_t> anchors_;
};

class writer {
 public:
  writer(const std::vector<node>& nodes, const yaml_limits& limits) : nodes_(nodes), limits_(limits) {}

  yaml_document document() {
    if (nodes_.empty())
      out_.json = "null";
    else
      write(0, 1);
    return std::move(out_);
  }

 private:
  void write(std::uint32_t which, std::size_t depth) {
    const node& n = nodes_[which];
    if (depth > limits_.depth + 1)
      throw failure{n.offset, fmt::format("collections stand inside one another more than {} deep", limits_.depth)};
    check(n);
    if (++written_ > limits_.nodes)
      throw failure{n.offset, fmt::format("it grows beyond {} values when its aliases are written out", limits_.nodes)};
    out_.places.emplace_back(static_cast<std::uint32_t>(out_.json.size()), static_cast<std::uint32_t>(n.offset));
    const bool function = !n.tag.empty();
    if (function) {
      const std::string_view name = std::string_view(n.tag).substr(1);
      out_.json += '{';
      support::json::append_quoted(
          out_.json, is_one_of(name, {"Ref", "Condition"}) ? std::string(name) : fmt::format("Fn::{}", name));
      out_.json += ':';
    }
    if (n.what == node::kind::scalar)
      write_scalar(n);
    else if (n.what == node::kind::list)
      write_list(n, depth);
    else
      write_map(n, depth);
    if (function) out_.json += '}';
  }

  void check(const node& n) const {
    if (out_.json.size() + n.text.size() > limits_.json_bytes)
      throw failure{n.offset,
                    fmt::format("it grows beyond {} MiB when its aliases are written out", limits_.json_bytes >> 20U)};
  }

  void write_scalar(const node& n) {
    if (n.plain && n.tag.empty() && is_null(n.text))
      out_.json += "null";
    else if (n.plain && is_true(n.text))
      out_.json += "true";
    else if (n.plain && is_false(n.text))
      out_.json += "false";
    else
      support::json::append_quoted(out_.json, n.text);
  }

  void write_list(const node& n, std::size_t depth) {
    out_.json += '[';
    for (std::size_t i = 0; i < n.items.size(); ++i) {
      if (i != 0) out_.json += ',';
      write(n.items[i], depth + 1);
    }
    out_.json += ']';
  }

  // What the map says itself comes before what it merges, and of several merged maps the first has its way.
  void write_map(const node& n, std::size_t depth) {
    std::unordered_set<std::string_view> written;
    out_.json += '{';
    bool first = true;
    for (std::size_t i = 0; i + 1 < n.items.size(); i += 2) {
      if (is_merge(nodes_[n.items[i]])) continue;
      written.insert(nodes_[n.items[i]].text);
      write_member(n.items[i], n.items[i + 1], depth, first);
    }
    for (std::size_t i = 0; i + 1 < n.items.size(); i += 2)
      if (is_merge(nodes_[n.items[i]])) merge(n.items[i + 1], depth, first, written);
    out_.json += '}';
  }

  static bool is_merge(const node& key) { return key.plain && key.text == "<<"; }

  void write_member(std::uint32_t key, std::uint32_t value, std::size_t depth, bool& first) {
    if (!first) out_.json += ',';
    first = false;
    check(nodes_[key]);
    support::json::append_quoted(out_.json, nodes_[key].text);
    out_.json += ':';
    write(value, depth + 1);
  }

  void merge(std::uint32_t which, std::size_t depth, bool& first, std::unordered_set<std::string_view>& written) {
    const node& from = nodes_[which];
    if (depth > limits_.depth || ++merged_ > limits_.nodes)
      throw failure{from.offset, "merge keys stand too deep or too often"};
    if (from.what == node::kind::list) {
      for (const std::uint32_t item : from.items) merge(item, depth + 1, first, written);
      return;
    }
    if (from.what != node::kind::map) throw failure{from.offset, "what is merged by << is no map"};
    for (std::size_t i = 0; i + 1 < from.items.size(); i += 2) {
      const node& key = nodes_[from.items[i]];
      if (++merged_ > limits_.nodes) throw failure{from.offset, "merge keys stand too deep or too often"};
      if (!is_merge(key) && written.insert(key.text).second)
        write_member(from.items[i], from.items[i + 1], depth, first);
    }
    for (std::size_t i = 0; i + 1 < from.items.size(); i += 2)
      if (is_merge(nodes_[from.items[i]])) merge(from.items[i + 1], depth + 1, first, written);
  }

  const std::vector<node>& nodes_;
  const yaml_limits& limits_;
  std::size_t written_ = 0, merged_ = 0;
  yaml_document out_;
};

}  // namespace

std::size_t yaml_document::place_of(std::size_t json_offset) const noexcept {
  auto found = std::upper_bound(places.begin(), places.end(), json_offset,
                                [](std::size_t offset, const auto& p) { return offset < p.first; });
  return found == places.begin() ? 0 : std::prev(found)->second;
}

yaml_text read_yaml(std::string_view text, const yaml_limits& limits) {
  yaml_text out;
  graph g(limits);
  try {
    parser p(text);
    for (;;) {
      event e;
      p.next(e);
      if (e.value.type == YAML_STREAM_END_EVENT) return out;
      if (!g.take(e, p.offset(e))) continue;
      out.documents.push_back(writer(g.nodes(), limits).document());
      g = graph(limits);
    }
  } catch (failure& f) {
    out.problem = yaml_problem{f.offset, std::move(f.message), g.top_keys()};
  }
  return out;
}

}  // namespace coverwatch::inline COVERWATCH_ABI::inventory
