// SPDX-License-Identifier: Apache-2.0
// Bytecode to text: the walk as an indented tree with the tests of each node, then the verdict with numbered
// instructions.
#include "program/disassemble.hpp"

#include <algorithm>

namespace coverwatch::inline COVERWATCH_ABI::program {

struct disassembly {
  const code& c;
  std::string out;

  // The step that leads to a node, and how deep the node stands.
  struct place {
    std::string step;
    std::size_t depth = 0;
  };
  std::vector<place> places;

  std::string index_step(std::uint64_t index) const {
    if (c.form == logic::form::columns) return "column " + std::to_string(index + 1);
    return "[" + std::to_string(index) + "]";
  }

  void layout() {
    if (c.form != logic::form::columns) return;
    out += "columns " + std::to_string(c.layout.columns);
    if (c.layout.ellipsis != none) out += ", column " + std::to_string(c.layout.ellipsis + 1) + " takes what is left";
    out += "\n";
  }

  void name_places() {
    places.resize(c.nodes.size());
    places[0] = {c.form == logic::form::object ? "$" : "message", 1};
    for (std::size_t i = 0; i < c.nodes.size(); ++i) {
      const node& n = c.nodes[i];
      const std::size_t depth = places[i].depth + 1;
      for (std::uint32_t e = n.fields.begin; e < n.fields.end; ++e) {
        const std::string dumped = logic::dump(logic::selector{{logic::name_step{c.fields[e].name}}});
        places[c.fields[e].node] = {dumped.substr(1), depth};
      }
      for (std::uint32_t e = n.indices.begin; e < n.indices.end; ++e) {
        places[c.indices[e].node] = {index_step(c.indices[e].index), depth};
      }
      if (n.any != none) places[n.any] = {".*", depth};
      if (n.element != none) places[n.element] = {"[element]", depth};
    }
  }

  static std::string padded(std::string_view text, std::size_t width) {
    std::string padded_text(text);
    padded_text.resize(std::max(width, text.size()), ' ');
    return padded_text;
  }

  void test(const instruction& i, std::size_t depth) {
    std::string line(depth * 2, ' ');
    line += padded("t" + std::to_string(i.slot()), 4);
    const bool has_constant = facts(i.op()).operand != operand_kind::none;
    line += has_constant ? padded(facts(i.op()).name, 19) + logic::dump(c.constants[i.operand])
                         : std::string(facts(i.op()).name);
    out += line + "\n";
  }

  void walk() {
    out += "walk\n";
    for (std::size_t i = 0; i < c.nodes.size(); ++i) {
      out += std::string(places[i].depth * 2, ' ') + places[i].step + "\n";
      const range tests = c.nodes[i].tests;
      for (std::uint32_t t = tests.begin; t < tests.end; ++t) test(c.instructions[t], places[i].depth + 1);
    }
  }

  void verdict() {
    out += "verdict\n";
    for (std::size_t i = c.verdict; i < c.instructions.size(); ++i) {
      const instruction& x = c.instructions[i];
      out += "  " + padded(std::to_string(i - c.verdict), 4);
      if (facts(x.op()).operand == operand_kind::target) {
        out += padded(facts(x.op()).name, 14) + padded("t" + std::to_string(x.slot()), 5) + "-> " +
               std::to_string(x.operand - c.verdict) + "\n";
      } else {
        out += std::string(facts(x.op()).name) + "\n";
      }
    }
  }
};

COVERWATCH_FUNC std::string disassemble(const code& c) {
  disassembly work{c, {}, {}};
  work.layout();
  work.name_places();
  work.walk();
  work.verdict();
  return std::move(work.out);
}

}  // namespace coverwatch::inline COVERWATCH_ABI::program
