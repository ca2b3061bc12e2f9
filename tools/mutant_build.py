# SPDX-License-Identifier: Apache-2.0
"""Draws mutants of the core, writes a copy of the tree with each of them behind a switch, and builds it with its tests.
What does not compile is left out, and others are drawn. Everything is written into build/mutants."""
import hashlib
import re
import subprocess
import sys
from pathlib import Path

import mutants

ROOT = Path(__file__).resolve().parent.parent
STAGES = ["support", "syntax", "logic", "certificate", "domain", "program", "match", "coverage", "metric"]
WORK = ROOT / "build" / "mutants"
TREE = WORK / "tree"
BUILD = TREE / "build/release"  # where it is in every clone, so that a cache of objects has what is as it was
MOST = 100000  # numbers of mutants

SWITCH = """#pragma once
#include <array>
#include <cstdio>
#include <cstdlib>
#include <type_traits>
#include <unistd.h>

// Which mutant is on, from the environment. With COVERWATCH_REACHED, a file, none is, and what was reached is listed.
struct coverwatch_mutants {
  int on = number(std::getenv("COVERWATCH_MUTANT"));
  const char* file = std::getenv("COVERWATCH_REACHED");
  std::array<bool, most> reached = {};

  static int number(const char* text) { return text == nullptr ? 0 : std::atoi(text); }
  ~coverwatch_mutants() {
    if (file == nullptr) return;
    std::FILE* out = std::fopen(file, "a");
    if (out == nullptr) return;
    for (int i = 0; i < most; ++i)
      if (reached[static_cast<unsigned>(i)]) std::fprintf(out, "%d\\n", i);
    std::fclose(out);
  }
};
inline coverwatch_mutants coverwatch_switches;
inline bool coverwatch_reached(int number) noexcept {
  if (coverwatch_switches.file != nullptr) coverwatch_switches.reached[static_cast<unsigned>(number)] = true;
  return false;
}
constexpr bool coverwatch_mutant(int number) noexcept {
  return !std::is_constant_evaluated() && (coverwatch_switches.on == number || coverwatch_reached(number));
}
"""


def give_up(why):
    print(why, file=sys.stderr)
    sys.exit(2)


# What is drawn.


def shares(count, weights):
    """`count` divided in proportion to the weights, by largest remainders."""
    exact = {key: count * weight / sum(weights.values()) for key, weight in weights.items()}
    out = {key: int(value) for key, value in exact.items()}
    for key in sorted(exact, key=lambda each: out[each] - exact[each])[:count - sum(out.values())]:
        out[key] += 1
    return out


def rank(seed, mutant):
    """A number drawn for a mutant, whatever else there is: a change elsewhere leaves it."""
    return hashlib.sha256(f"{seed} {mutant.identity}".encode()).hexdigest()


def candidates(seed):
    """All mutants of each stage, in the order in which they are drawn, and the lines of each stage."""
    drawn, lines = {}, {}
    for stage in STAGES:
        files = sorted(path for path in (ROOT / "src" / stage).iterdir() if path.suffix in {".cpp", ".hpp"})
        texts = {path.relative_to(ROOT / "src").as_posix(): path.read_text() for path in files}
        lines[stage] = sum(text.count("\n") for text in texts.values())
        found = [m for path, text in texts.items() for m in mutants.find(path, text)]
        drawn[stage] = sorted(found, key=lambda m: rank(seed, m))
    return drawn, lines


def overlaps_by_half(a, b):
    return a.path == b.path and (a.begin < b.begin < a.end < b.end or b.begin < a.begin < b.end < a.end)


def draw(drawn, quota, banned):
    """The first of each stage that are not banned."""
    out = []
    for stage in STAGES:
        chosen = []
        for m in drawn[stage]:
            if len(chosen) == quota[stage]:
                break
            if m.identity not in banned and not any(overlaps_by_half(m, c) for c in chosen):
                chosen.append(m)
        out += sorted(chosen, key=lambda m: (m.path, m.begin, m.identity))
    taken = {0}
    for m in out:  # the numbers are drawn too: whatever becomes of others, what is built with one stays as it is
        m.number = int(rank(0, m), 16) % MOST
        while m.number in taken:
            m.number = (m.number + 1) % MOST
        taken.add(m.number)
    return out


def nest(mutants):
    """The mutants that overlap no other by half, as trees."""
    roots = []
    for m in sorted(mutants, key=lambda each: (each.begin, -each.end, each.number)):
        m.inside, level = [], roots
        while level and level[-1].end >= m.end:
            level = level[-1].inside
        if level and level[-1].end > m.begin:
            continue  # by half
        level.append(m)
    return roots


def switched(text, begin, end, mutants):
    """`text` from `begin` to `end`, with a switch at each of these trees of mutants."""
    out, at = "", begin
    for m in mutants:
        original = switched(text, m.begin, m.end, m.inside)
        if m.kind == "statement":
            switch = f"{{ if (coverwatch_mutant({m.number})) {{ {m.text} }} else {{ {original} }} }}"
        else:
            switch = f"(coverwatch_mutant({m.number}) ? ({m.text}) : ({original}))"
        out += text[at:m.begin] + f"/*<{m.number}*/" + switch + f"/*{m.number}>*/"
        at = m.end
    return out + text[at:end]


# The copy.


def write(path, text):
    """Leaves a file alone that holds this already, so that it is not compiled again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def write_tree(chosen):
    for path in ROOT.iterdir():
        link = TREE / path.name
        if path.name not in {"src", "build", ".git"} and not link.is_symlink():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
    for path in sorted(path for path in (ROOT / "src").rglob("*") if path.is_file()):
        name = path.relative_to(ROOT / "src").as_posix()
        text = path.read_text()
        inside = [m for m in chosen if m.path == name]
        if inside:
            text = with_switches(text, inside, path.suffix == ".hpp")
        if name == "CMakeLists.txt":
            text += "target_compile_options(coverwatch PRIVATE -w)\n"
        write(TREE / "src" / name, text)
    write(TREE / "src/mutant_switch.hpp", SWITCH.replace("most", str(MOST)))


def with_switches(text, inside, header):
    text = switched(text, 0, len(text), nest(inside))
    include = '#include "mutant_switch.hpp"\n'
    if header:  # nobody wants to hear of warnings there
        return text.replace("#pragma once\n", "#pragma once\n#pragma GCC system_header\n" + include, 1)
    return include + text


def run(command, **more):
    return subprocess.run(command, text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, **more)


def configure():
    done = run(["cmake", "--preset", "release", "-S", str(TREE), "-B", str(BUILD), "-DCOVERWATCH_BENCH=OFF"], cwd=TREE)
    if done.returncode != 0:
        give_up(f"{done.stdout}\nmutate: the copy cannot be configured")


def programs():
    """The targets that test the compiled core itself: not the program, its archives, or another product."""
    listed = run(["ninja", "-C", str(BUILD), "-t", "targets", "all"]).stdout
    others = re.compile("header_only|packaging|quickstart|^(coverwatch|program|z3_agrees|unit_archive|unit_cli)$")
    return [name for name in re.findall(r"^bin/(\w+): CXX", listed, re.MULTILINE) if not others.search(name)]


def to_blame(output, chosen):
    """The mutants on a line that the compiler names as wrong, or, failing that, names at all."""
    for word in (r"error:", r""):
        places = set(re.findall(rf"\bsrc/(\w+/\w+\.[ch]pp):(\d+):(?:\d+:)? *{word}", output))
        guilty = [m for m in chosen if any(m.path == path and int(line) in lines_of(m) for path, line in places)]
        if guilty:
            return guilty
    return []


def lines_of(m):
    text = (TREE / "src" / m.path).read_text()
    first, last = text.find(f"/*<{m.number}*/"), text.find(f"/*{m.number}>*/")
    return range(text.count("\n", 0, first) + 1, text.count("\n", 0, last) + 2)


def build(jobs):
    """The output of a failed build, or nothing."""
    done = run(["cmake", "--build", str(BUILD), "--parallel", str(jobs), "--target", "coverwatch", "--", "-k", "0"])
    if done.returncode == 0:
        done = run(["cmake", "--build", str(BUILD), "--parallel", str(jobs), "--target", *programs(), "--", "-k", "0"])
    return done.stdout if done.returncode != 0 else ""


def banned_file(seed):
    return WORK / f"banned-{seed}"


def chosen_of(seed, count):
    """What is drawn, without what is known not to compile."""
    drawn, lines = candidates(seed)
    banned = set(banned_file(seed).read_text().split("\n")) if banned_file(seed).exists() else set()
    return draw(drawn, shares(count, lines), banned)


def prepare(seed, count, jobs):
    """Draws, writes and builds, and again without what does not compile."""
    while True:
        chosen = chosen_of(seed, count)
        write_tree(chosen)
        configure()
        output = build(jobs)
        if not output:
            return chosen
        guilty = to_blame(output, chosen)
        if not guilty:
            give_up(f"{output[-8000:]}\nmutate: the copy cannot be built")
        print(f"{len(guilty)} drawn anew, since they do not compile", flush=True)
        with open(banned_file(seed), "a", encoding="utf-8") as file:
            file.writelines(m.identity + "\n" for m in guilty)
