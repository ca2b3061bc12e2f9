#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tools/amalgamate: refuses each file of refused/ at the place and for the reason that its first line names, accepts
accepted.cpp, and writes the same file for the same sources."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def amalgamate(source, folder):
    return subprocess.run(
        [sys.executable, ROOT / "tools/amalgamate", "--output", folder / "coverwatch.hpp",
         "--headers", ROOT / "include/coverwatch/config.hpp", "--sources", source], capture_output=True, text=True)


def problem_with_refused(source, folder):
    line, reason = re.match(r"// refused:(\d+): (.*)", source.read_text()).groups()
    expected = f"amalgamate: {source.relative_to(ROOT)}:{line}: {reason}\n"
    got = amalgamate(source, folder)
    if got.returncode != 1 or got.stderr != expected:
        return f"{source.name}: expected exit 1 and {expected!r}, got {got.returncode} and {got.stderr!r}"
    return None


def problem_with_accepted(source, folder):
    got = amalgamate(source, folder)
    if got.returncode != 0 or got.stderr:
        return f"{source.name}: refused: {got.stderr}"
    first = (folder / "coverwatch.hpp").read_text()
    amalgamate(source, folder)
    if first != (folder / "coverwatch.hpp").read_text():
        return f"{source.name}: two runs differ"
    if f'#line 1 "{source.relative_to(ROOT)}"' not in first or "#define COVERWATCH_ONE_FILE" not in first:
        return f"{source.name}: the output lacks its #line mark or its guard"
    return None


with tempfile.TemporaryDirectory() as name:
    refused = sorted((HERE / "refused").glob("*.cpp"))
    found = [problem_with_refused(source, Path(name)) for source in refused]
    found.append(problem_with_accepted(HERE / "accepted.cpp", Path(name)))
problems = [problem for problem in found if problem]
print("\n".join(problems) or f"{len(refused)} refusals and one acceptance as expected")
sys.exit(1 if problems or not refused else 0)
