#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs what a transcript shows and compares: transcript.py NAME.txt PROGRAM... [--built-by TOOL...]
What follows `$ ` is a line for the shell, in which NAME stands for PROGRAM; below it stand its standard output, its
standard error and, unless it is 0, its exit code. COVERWATCH_UPDATE_GOLDEN=1 writes the file anew. Ends with 77
(skipped) when a tool is not here, as CMake tells by NAME-NOTFOUND."""
import difflib
import os
import shlex
import subprocess
import sys
from pathlib import Path


def shown(line, name, program):
    script = f'{name}() {{ {shlex.join(program)} "$@"; }}\n{line[2:]}'
    done = subprocess.run(["sh", "-c", script], capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
    output = (done.stdout + done.stderr).decode(errors="backslashreplace").removesuffix("\n")
    return [line, *(output.split("\n") if output else []), *([f"[exit {done.returncode}]"] if done.returncode else [])]


def main(transcript, *words):
    built_by = words.index("--built-by") if "--built-by" in words else len(words)
    program, tool = words[:built_by], words[built_by + 1:]
    if any(word.endswith("-NOTFOUND") for word in tool):
        print("skipped: not here:", *(word for word in tool if word.endswith("-NOTFOUND")))
        return 77
    if tool and subprocess.run(tool).returncode != 0:
        return 1
    name, wanted = Path(transcript).stem, Path(transcript).read_text().removesuffix("\n").split("\n")
    given = [got for line in wanted if line.startswith("$ ") for got in shown(line, name, program)]
    if os.environ.get("COVERWATCH_UPDATE_GOLDEN"):
        Path(transcript).write_text("".join(line + "\n" for line in given))
        return 0
    print(*difflib.unified_diff(wanted, given, "wanted", "given", lineterm=""), sep="\n")
    return 0 if given and given == wanted else 1


sys.exit(main(*sys.argv[1:]))
