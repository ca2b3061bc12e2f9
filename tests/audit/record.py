#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes tests/audit/recorded anew: the chain of a whole benchmark in moto's server, as examples/collect.sh writes it
down. The program's path comes as only argument. What is changed by hand, and why: tests/audit/recorded/README.md."""
import json
import shutil
import sys
from pathlib import Path

from mock import ACCOUNT, REGION, Mock
from verdicts import controls_of, deliver

RECORDED = Path(__file__).resolve().parent / "recorded"


def main():
    mock = Mock()
    try:
        mock.create_chain(controls_of(sys.argv[1]))
        shutil.rmtree(RECORDED / ACCOUNT, ignore_errors=True)
        done = mock.collect(RECORDED, "--regions", REGION)
        assert done.returncode == 0, done.stderr
        moto, command = mock.versions()
    finally:
        mock.close()
    for path in sorted(RECORDED.rglob("*.json")):
        document = json.loads(path.read_text())
        document["cli"] = command  # without the machine that it ran on
        path.write_text(json.dumps(document, indent=1) + "\n")
    deliver(RECORDED)
    print(f"{moto}, {command}: {sum(1 for _ in RECORDED.rglob('*.json'))} files")


main()
