// SPDX-License-Identifier: Apache-2.0
// Small JSON objects, listed by the number of their values.
#include "worlds.hpp"

#include <map>

namespace exhaustive {
namespace {

using sample::kind;
using sample::value;
using list = std::vector<value>;

const std::vector<std::string> names = {"a", "b"};

// All values of exactly so many nodes, each made once.
class lister {
 public:
  const list& values(std::size_t nodes) {
    const auto known = known_.find(nodes);
    if (known != known_.end()) return known->second;
    list out = nodes == 1 ? scalars() : list{};
    for (const kind what : {kind::array, kind::object}) add_containers(what, nodes - 1, out);
    return known_[nodes] = out;
  }

  list objects(std::size_t nodes) {
    list out;
    add_containers(kind::object, nodes - 1, out);
    return out;
  }

 private:
  static list scalars() {
    list out = {{kind::null, {}, {}, {}}, {kind::true_, {}, {}, {}}, {kind::false_, {}, {}, {}}};
    for (const char* number : {"1", "1.0", "2", "1e309"}) out.push_back({kind::number, number, {}, {}});
    for (const char* text : {"", "1", "a", "ba"}) out.push_back({kind::string, text, {}, {}});
    return out;
  }

  void add_containers(kind what, std::size_t below, list& out) { add(value{what, {}, {}, {}}, below, out); }

  // `begun` with `left` more nodes behind its last item.
  void add(const value& begun, std::size_t left, list& out) {
    if (left == 0) out.push_back(begun);
    for (std::size_t nodes = 1; nodes <= left; ++nodes) {
      const list items = values(nodes);
      for (const value& item : items) {
        value longer = begun;
        longer.items.push_back(item);
        if (begun.what == kind::array) {
          add(longer, left - nodes, out);
          continue;
        }
        longer.keys.emplace_back();
        for (const std::string& name : names) {
          longer.keys.back() = name;
          add(longer, left - nodes, out);
        }
      }
    }
  }

  std::map<std::size_t, list> known_;
};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

}  // namespace

std::vector<event> objects(std::size_t nodes, bool respelled) {
  lister of;
  sample::choices calm("");
  std::vector<event> out;
  for (std::size_t n = 1; n <= nodes; ++n) {
    for (const value& each : of.objects(n)) {
      const std::string text = sample::spell(each, calm, true);
      out.push_back({text, each});
      if (!respelled) continue;
      const std::string escaped = replaced(text, R"("a":)", R"( "\u0061" : )");
      out.push_back({replaced(escaped, R"("b":)", R"("\u0062": )"), each});
    }
  }
  return out;
}

}  // namespace exhaustive
