# SPDX-License-Identifier: Apache-2.0
"""The reader of conformance cases for check_live.py: a file of tests/conformance/cases in, its cases out, in order.
It knows the format of tests/conformance/README.md and raises `Malformed` for anything else. Texts stay bytes, each in a
character of its own, until `to_text`."""
import dataclasses
import json
import re
from pathlib import Path

SOURCES = ["recorded 2026", "recorded 2019", "documented", "reported", "our choice"]
OUTCOMES = {"match", "no-match", "not-json", "too-deep", "too-large"}
KEPT_AS_WRITTEN = {"name", "pattern", "source", "dialect", "frame", "option", "reject", "service", "warn"}


class Malformed(Exception):
    """File, line, and what is wrong there."""


@dataclasses.dataclass
class Event:
    text: str
    outcome: str
    line: int
    extract: dict = None


@dataclasses.dataclass
class Case:
    file: Path
    line: int
    name: str = ""
    pattern: str = ""
    source: str = ""
    dialect: str = "glob"
    option: str = ""
    frame: str = ""
    reject: str = ""
    service: str = ""
    warn: str = ""
    events: list = dataclasses.field(default_factory=list)

    def title(self):
        return f"{self.file.stem}.{self.name}"


ESCAPE = re.compile(r"\\(?:([ntr\\])|x([0-9a-f]{2})|\*([0-9]+)\(([^)]*)\))|\\|[^\\]+")


def unescape(text):
    def plain(found):
        simple, hexadecimal, count, piece = found.groups()
        if simple:
            return {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[simple]
        if hexadecimal:
            return chr(int(hexadecimal, 16))
        if count:
            return unescape(piece) * int(count)
        if found[0] == "\\":
            raise ValueError(f"malformed escape in `{text}`")
        return found[0]
    return ESCAPE.sub(plain, text)


def to_text(latin):
    """The text whose UTF-8 these bytes are; nothing when they are no UTF-8, which no request can carry."""
    try:
        return latin.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None


def read_line(case, keyword, value, line):
    if keyword in OUTCOMES:
        case.events.append(Event(value, keyword, line))
    elif keyword in ("yes", "no"):
        if "@" not in case.frame:
            raise ValueError("values need a `frame` with a `@` before them")
        for piece in filter(None, re.split(" {2,}", value)):
            whole = case.frame.replace("@", piece.strip(" \t\r"), 1)
            case.events.append(Event(whole, "match" if keyword == "yes" else "no-match", line))
    elif keyword == "extract":
        if not case.events:
            raise ValueError("`extract` needs an event above it")
        text = to_text(value)  # nothing where the event itself cannot be asked about
        case.events[-1].extract = json.loads(text, strict=False) if text is not None else None
    elif keyword in KEPT_AS_WRITTEN:
        setattr(case, keyword, value)
    else:
        raise ValueError(f"unknown keyword `{keyword}`")


def read_cases(path):
    cases, case = [], None
    for number, line in enumerate(path.read_bytes().decode("latin-1").split("\n"), start=1):
        if not line.strip(" \t\r"):
            case = None
        elif not line.startswith("#"):
            if case is None:
                case = Case(path, number)
                cases.append(case)
            keyword, value = re.fullmatch(r"([^ \t]*)(.*)", line).groups()
            value = value.strip(" \t\r")
            try:
                value = unescape(value) if keyword.endswith("\\") else value
                read_line(case, keyword[:-1] if keyword.endswith("\\") else keyword, value, number)
            except ValueError as problem:
                raise Malformed(f"{path}:{number}: {problem}") from None
    for case in cases:
        if not case.name or case.source not in SOURCES or bool(case.events) == bool(case.reject):
            raise Malformed(f"{path}:{case.line}: a case needs a `name`, a known `source`, and events or a `reject`")
    return cases
