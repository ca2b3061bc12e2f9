#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""symbols_test.py LIBRARY [--write]: the shared library offers what exported_symbols.txt lists and nothing else, and of C
all that coverwatch.h declares. A line that goes, or changes, breaks programs that are linked already: a new SOVERSION."""
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LISTED = HERE / "exported_symbols.txt"
C_HEADER = HERE.parent.parent / "include/coverwatch/c/coverwatch.h"


def offered(library):
    lines = subprocess.run(["nm", "--dynamic", "--defined-only", "--demangle", library], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    return sorted({re.match(r"[0-9a-f]+ (.*)", line)[1] for line in lines})


def declared_in_c():
    code = re.sub(r"/\*.*?\*/", "", C_HEADER.read_text(), flags=re.S)
    return {f"T {name}" for name in re.findall(r"\b(coverwatch_\w+)\s*\([^;{]*\)\s*;", code)}


found = offered(sys.argv[1])
if "--write" in sys.argv[2:]:
    LISTED.write_text("\n".join(found) + "\n")
listed = LISTED.read_text().splitlines()
problems = [f"offered, but not listed: {each}" for each in found if each not in listed]
problems += [f"listed, but not offered: {each}" for each in listed if each not in found]
problems += [f"of C, declared or offered only: {each}"
             for each in declared_in_c() ^ {each for each in found if each.startswith("T coverwatch_")}]
print("\n".join(problems) or f"{len(found)} symbols, as listed")
sys.exit(1 if problems else 0)
