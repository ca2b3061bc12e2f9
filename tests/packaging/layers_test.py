#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tools/check-layers can fail: each breach below, alone in a small tree, is found at its place."""
import subprocess
import sys
import tempfile
from pathlib import Path

TOOL = Path(__file__).resolve().parent.parent.parent / "tools" / "check-layers"
BREACHES = {  # file: (its second line, what is said about it)
    "src/syntax/a.hpp": ('#include "logic/formula.hpp"', "`syntax` may not include `logic`"),
    "src/support/a.cpp": ('#include "syntax/tree.hpp"', "`support` may not include `syntax`"),
    "src/match/b.cpp": ('#include "metric/parts.hpp"', "`match` may not include `metric`"),
    "src/program/a.cpp": ('#include "catalog/tables.hpp"', "`program` may not include `catalog`"),
    "src/match/a.cpp": ("#include <simdjson.h>", "only match/structure.cpp may include <simdjson.h>"),
    "src/logic/a.cpp": ('#include "syntax/grammar.hpp"', '"syntax/grammar.hpp" would draw PEGTL in'),
    "src/cli/a.cpp": ("#include <libdeflate.h>", "only archive/inflate.cpp may include <libdeflate.h>"),
    "src/archive/a.cpp": ('#include "files.hpp"', '"files.hpp" does not start with the name of a stage'),
    "include/coverwatch/a.hpp": ('#include "support/json.hpp"', "a public header includes only the standard library"),
}


def run(root):
    return subprocess.run([sys.executable, TOOL, root], capture_output=True, text=True)


def problem(file, line, said):
    with tempfile.TemporaryDirectory() as root:
        path = Path(root) / file
        path.parent.mkdir(parents=True)
        path.write_text(f"first\n{line}\n")
        got = run(root)
        expected = f"{file}:2: {said}"
        return None if got.returncode == 1 and got.stdout.startswith(expected) else f"expected {expected!r}, got {got.stdout!r}"


problems = [found for file, (line, said) in BREACHES.items() if (found := problem(file, line, said))]
with tempfile.TemporaryDirectory() as root:
    for name, namespace in (("a", "n"), ("b", "n"), ("c", "m")):
        path = Path(root) / "src" / "match" / f"{name}.hpp"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"namespace {namespace} {{\nstruct one {{\n}};\n}}\n")
    found = run(root).stdout
    if found != "src/match/b.hpp:2: `one` is defined in src/match/a.hpp:2 as well\n":
        problems.append(f"two types of one name: {found!r}")
print("\n".join(problems) or f"{len(BREACHES)} breaches found as expected")
sys.exit(1 if problems else 0)
