#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""components_test.py BUILD SOURCE CMAKE KIND LIBDIR VERSION CONFIG: installs each component by itself and compares what
came out with components.txt, file by file. No text that was installed may name the source or the build folder.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD, SOURCE, CMAKE, KIND, LIBDIR, VERSION, CONFIG = sys.argv[1:]
PLACES = {"lib": LIBDIR, "version": VERSION, "abi": VERSION.rpartition(".")[0], "config": CONFIG.lower() or "noconfig"}


def expected(component):
    lines = (line.split() for line in (Path(__file__).parent / "components.txt").read_text().splitlines())
    return {line[2].format(**PLACES) for line in lines if line[0] == component and line[1] in ("any", KIND)}


def strangers(prefix, path):
    """What a text that would be read on another machine tells of this one."""
    text = (prefix / path).read_bytes() if path.endswith((".cmake", ".pc", ".h", ".hpp")) else b""
    return [place for place in (BUILD, SOURCE, str(prefix)) if place.encode() in text]


def faults(component):
    with tempfile.TemporaryDirectory() as folder:
        prefix = Path(folder) / "prefix"
        prefix.mkdir()
        subprocess.run([CMAKE, "--install", BUILD, "--component", component, "--prefix", prefix], check=True,
                       stdout=subprocess.DEVNULL)
        found = {p.relative_to(prefix).as_posix() for p in prefix.rglob("*") if not p.is_dir()}
        yield from (f"{component}: {path} is missing" for path in sorted(expected(component) - found))
        yield from (f"{component}: {path} was not expected" for path in sorted(found - expected(component)))
        yield from (f"{component}: {path} names {place}" for path in sorted(found) for place in strangers(prefix, path))
        print(f"{component}: {len(found)} files")


wrong = [fault for component in ("runtime", "devel", "program") for fault in faults(component)]
print(*wrong, sep="\n")
sys.exit(1 if wrong else 0)
