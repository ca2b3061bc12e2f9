#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ten_lines_test.py FOLDER: follows docs/embedding.md, `In ten lines`, in FOLDER as its home: the first block, with a copy of
this tree in place of the clone, and then each part in an empty folder, where it writes the files that the page shows, runs
its commands and compares with what the page says is printed. A part has ten lines at most and takes less than two minutes."""
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ["C++ with CMake", "One header", "C", "Python"]
LINES, SECONDS = 10, 120


def run(commands, folder, environment):
    begin = time.monotonic()
    done = subprocess.run(["sh", "-ec", commands], cwd=folder, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout, time.monotonic() - begin


def install(block, home):
    """The environment in which the first block leaves its reader."""
    shutil.copytree(ROOT, home / "coverwatch", ignore=lambda folder, names: {"build", ".git"} & set(names))
    commands = block.replace("git clone ADDRESS coverwatch", "true")
    code, output, seconds = run(f'{commands}\nenv -0 >"$HOME/environment"', home, {**os.environ, "HOME": str(home)})
    if commands == block or code != 0:
        sys.exit(f"the first block: exit {code}\n{output[-4000:]}")
    print(f"the library\n  {seconds:.1f} s")
    return dict(line.split("=", 1) for line in (home / "environment").read_text().split("\0") if line)


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
    code, output, seconds = run(commands, folder, environment)
    wanted = re.search(r"^Prints `(.*)`\.$", text, flags=re.M)[1]
    if lines > LINES or seconds > SECONDS:
        return f"{lines} lines, {seconds:.0f} s"
    if code != 0 or output.splitlines()[-1:] != [wanted]:
        return f"exit {code}, {output[-4000:]}"
    print(f"  {lines} lines, {seconds:.1f} s")
    return None


home = Path(sys.argv[1])
shutil.rmtree(home, ignore_errors=True)
home.mkdir(parents=True)
section = re.search(r"\n## In ten lines\n(.*?)\n## ", (ROOT / "docs/embedding.md").read_text(), flags=re.S)[1]
first, *parts = section.split("\n### ")
parts = dict(part.split("\n", 1) for part in parts)
environment = install(re.search(r"```sh\n(.*?)```", first, flags=re.S)[1], home)
problems = 0
for name in PARTS:
    print(name, flush=True)
    folder = home / f"part{PARTS.index(name)}"
    folder.mkdir()
    if problem := follow(parts[name], folder, environment):
        print(f"  {problem}")
        problems += 1
sys.exit(1 if problems else 0)
