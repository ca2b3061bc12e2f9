#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ten_lines_test.py TREE LIBDIR shared|static: follows docs/embedding.md, `In ten lines`, against the installed library, each
part in an empty folder: writes the files it shows, runs its commands and compares with what it says is printed. A part has
ten lines at most, and takes less than two minutes. Python is left out where the library is static."""
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/embedding.md"
LINES, SECONDS = 10, 120


def follow(text, folder, environment):
    """What is wrong with one part, or None."""
    lines, commands = 0, ""
    for language, code in re.findall(r"```(\w+)\n(.*?)```", text, flags=re.S):
        if language == "sh":
            commands += code
        else:
            name, code = code.split("\n", 1)
            (folder / name.strip("/*# ")).write_text(code)
        lines += code.count("\n")
    begin = time.monotonic()
    done = subprocess.run(["sh", "-ec", commands], cwd=folder, env=environment, capture_output=True, text=True)
    seconds = time.monotonic() - begin
    wanted = re.search(r"^Prints `(.*)`\.$", text, flags=re.M)[1]
    if lines > LINES or seconds > SECONDS:
        return f"{lines} lines, {seconds:.0f} s"
    if done.returncode != 0 or done.stdout.splitlines()[-1:] != [wanted]:
        return f"exit {done.returncode}, {done.stdout[-2000:]}{done.stderr[-2000:]}"
    print(f"  {lines} lines, {seconds:.1f} s")
    return None


tree, libdir, kind = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
environment = {**os.environ, "CMAKE_PREFIX_PATH": str(tree), "PKG_CONFIG_PATH": str(tree / libdir / "pkgconfig"),
               "LD_LIBRARY_PATH": str(tree / libdir)}
section = re.search(r"\n## In ten lines\n(.*?)\n## ", PAGE.read_text(), flags=re.S)[1]
parts = [part.split("\n", 1) for part in section.split("\n### ")[1:]]
parts = [(name, text) for name, text in parts if "```" in text and not (kind == "static" and name == "Python")]
problems = 0
for name, text in parts:
    print(name)
    with tempfile.TemporaryDirectory() as folder:
        if problem := follow(text, Path(folder), environment):
            print(f"  {problem}")
            problems += 1
sys.exit(1 if problems or len(parts) < 3 else 0)
