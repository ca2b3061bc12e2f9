// SPDX-License-Identifier: Apache-2.0
// What follows in the code (`next`) is always the true or the false target of what is being written: one branch a
// literal.
#include "program/verdict.hpp"

namespace coverwatch::inline COVERWATCH_ABI::program {

struct label {
  std::uint32_t place = none;           // the instruction it stands at, once known
  std::vector<std::uint32_t> branches;  // instructions that go there
};

struct verdict_writer {
  const logic::formula& f;
  const std::vector<clause<std::uint32_t>>& clauses;
  std::vector<instruction>& out;
  std::vector<label> labels = {};

  std::uint32_t new_label() {
    labels.push_back({});
    return static_cast<std::uint32_t>(labels.size() - 1);
  }

  void place(std::uint32_t l) { labels[l].place = static_cast<std::uint32_t>(out.size()); }

  void branch(const literal<std::uint32_t>& x, std::uint32_t if_true, std::uint32_t if_false, std::uint32_t next) {
    const bool falls_through_when_true = next == if_true;
    const std::uint32_t target = falls_through_when_true ? if_false : if_true;
    const opcode op = x.negated == falls_through_when_true ? opcode::branch_if : opcode::branch_unless;
    labels[target].branches.push_back(static_cast<std::uint32_t>(out.size()));
    out.push_back(make(op, x.slot, none));
  }

  // Writes the parts of an `and` (`all`) or an `or`: each but the last leaves early or falls into the next.
  template <class Count, class WritePart>
  void sequence(bool all, Count count, std::uint32_t if_true, std::uint32_t if_false, std::uint32_t next,
                const WritePart& write_part) {
    for (Count i = 0; i + 1 < count; ++i) {
      const std::uint32_t after = new_label();
      write_part(i, all ? after : if_true, all ? if_false : after, after);
      place(after);
    }
    write_part(count - 1, if_true, if_false, next);
  }

  void write(const clause<std::uint32_t>& c, std::uint32_t if_true, std::uint32_t if_false, std::uint32_t next) {
    const literal<std::uint32_t> parts[] = {c.first, c.second};
    sequence(c.both, c.has_second ? 2 : 1, if_true, if_false, next,
             [&](int i, std::uint32_t t, std::uint32_t e, std::uint32_t n) { branch(parts[i], t, e, n); });
  }

  // Bounded: `lower` makes no formula deeper than the nesting limit of patterns.
  void write(std::uint32_t index, std::uint32_t if_true, std::uint32_t if_false, std::uint32_t next) {
    const logic::node& n = f.nodes[index];
    if (n.how == logic::connective::test) return write(clauses[n.test], if_true, if_false, next);
    if (n.parts.empty()) return;  // the root, and `next` is where it is true
    sequence(
        n.how == logic::connective::all, n.parts.size(), if_true, if_false, next,
        [&](std::size_t i, std::uint32_t t, std::uint32_t e, std::uint32_t after) { write(n.parts[i], t, e, after); });
  }

  void run() {
    const std::uint32_t accept = new_label();
    const std::uint32_t reject = new_label();
    write(f.root, accept, reject, accept);
    place(accept);
    out.push_back(make(opcode::accept, 0, none));
    place(reject);
    out.push_back(make(opcode::reject, 0, none));
    for (const label& l : labels) {
      for (const std::uint32_t at : l.branches) out[at].operand = l.place;
    }
  }
};

COVERWATCH_FUNC void write_verdict(const logic::formula& f, const std::vector<clause<std::uint32_t>>& clauses,
                                   std::vector<instruction>& out) {
  verdict_writer{f, clauses, out}.run();
}

}  // namespace coverwatch::inline COVERWATCH_ABI::program
