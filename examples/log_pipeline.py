#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""log_pipeline.c by ctypes: each line of standard input goes on once for each pattern that matches it, with the number
of the pattern in front, or once with `no_match` or what is wrong with it; totals go to standard error.
COVERWATCH_LIBRARY says where the shared library is, when it is not installed.
  python3 log_pipeline.py '{ $.errorCode = "*" }' '{ $.eventName = "ConsoleLogin" }' <events.ndjson
"""
import os
import sys
from ctypes import CDLL, POINTER, Structure, byref, c_char_p, c_int32, c_size_t, c_uint32, c_void_p
from ctypes.util import find_library

library = CDLL(os.environ.get("COVERWATCH_LIBRARY") or find_library("coverwatch") or "libcoverwatch.so")


class Text(Structure):
    _fields_ = [("data", c_char_p), ("size", c_size_t)]


def declared(name, gives, *takes):
    function = getattr(library, "coverwatch_" + name)
    function.restype, function.argtypes = gives, takes
    return function


abi_version = declared("abi_version", c_uint32)
error_rendered = declared("error_rendered", Text, c_void_p)
pattern_parse = declared("pattern_parse", c_void_p, c_char_p, c_size_t, c_void_p, POINTER(c_void_p))
set_compile = declared("set_compile", c_void_p, POINTER(c_void_p), c_size_t, POINTER(c_void_p))
set_evaluate = declared("set_evaluate", c_int32, c_void_p, c_void_p, c_char_p, c_size_t, c_void_p, c_void_p)
scratch_new = declared("scratch_new", c_void_p, c_size_t)
outcome_name = declared("outcome_name", c_char_p, c_int32)


def stop(said):
    sys.stderr.write(said)
    sys.exit(2)


def needed(handle, number, error):
    return handle or stop(f"pattern {number}: {error_rendered(error).data.decode(errors='replace')}")


if abi_version() != 1:
    stop("log_pipeline: this wants version 1 of the C interface, and the library has another\n")
texts, error = [os.fsencode(text) for text in sys.argv[1:]], c_void_p()
patterns = [needed(pattern_parse(text, len(text), None, byref(error)), i, error) for i, text in enumerate(texts, 1)]
patterns = needed(set_compile((c_void_p * len(texts))(*patterns), len(texts), byref(error)), len(texts), error)
memory = scratch_new(0)  # one for each thread
totals, damaged, matches, count = [0] * len(texts), 0, POINTER(c_uint32)(), c_size_t()
for event in (line.removesuffix(b"\n") for line in sys.stdin.buffer):
    what = outcome_name(set_evaluate(patterns, memory, event, len(event), byref(matches), byref(count)))
    damaged += what not in (b"match", b"no_match")
    for number in matches[:count.value]:
        totals[number] += 1
    for route in [b"%d" % (number + 1) for number in matches[:count.value]] or [what]:
        sys.stdout.buffer.write(route + b"\t" + event + b"\n")
sys.stderr.writelines(f"{total}\t{text}\n" for total, text in zip(totals + [damaged], sys.argv[1:] + ["(damaged)"]))
sys.exit(2 if damaged else 0)
