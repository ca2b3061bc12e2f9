# SPDX-License-Identifier: Apache-2.0
"""log_pipeline.c by ctypes: the same arguments, the same lines in and out. It wants the shared library:
COVERWATCH_LIBRARY, or LD_LIBRARY_PATH (docs/embedding.md), says where one outside of /usr is.
  python3 log_pipeline.py '{ $.errorCode = "*" }' '{ $.eventName = "ConsoleLogin" }' <events.ndjson"""
import os
import sys
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int32, c_size_t, c_uint32, c_void_p
from ctypes.util import find_library

library = CDLL(os.environ.get("COVERWATCH_LIBRARY") or find_library("coverwatch") or "libcoverwatch.so")
Text = type("Text", (Structure,), {"_fields_": [("data", c_char_p), ("size", c_size_t)]})


def declared(name, gives, *takes):
    return CFUNCTYPE(gives, *takes)(("coverwatch_" + name, library))


error_rendered = declared("error_rendered", Text, c_void_p)
pattern_parse = declared("pattern_parse", c_void_p, c_char_p, c_size_t, c_void_p, POINTER(c_void_p))
set_compile = declared("set_compile", c_void_p, POINTER(c_void_p), c_size_t, POINTER(c_void_p))
set_evaluate = declared("set_evaluate", c_int32, c_void_p, c_void_p, c_char_p, c_size_t, c_void_p, c_void_p)
outcome_name = declared("outcome_name", c_char_p, c_int32)


def stop(said):
    os.write(2, said)
    os._exit(2)  # sys.exit would write again what could not be written


def needed(handle, number):
    return handle or stop(b"pattern %d: %s" % (number, error_rendered(error).data) if error else b"out of memory\n")


def lines():
    try:
        yield from sys.stdin.buffer
    except OSError:
        out.flush()
        stop(b"standard input: cannot be read\n")


declared("abi_version", c_uint32)() == 1 or stop(b"this wants version 1 of the C interface: the library has another\n")
texts, error = [os.fsencode(text) for text in sys.argv[1:]], c_void_p()
patterns = [needed(pattern_parse(text, len(text), None, byref(error)), i) for i, text in enumerate(texts, 1)]
patterns = needed(set_compile((c_void_p * len(texts))(*patterns), len(texts), byref(error)), len(texts))
memory = needed(declared("scratch_new", c_void_p, c_size_t)(0), 0)  # one for each thread
totals, damaged, matches, count, out = [0] * len(texts), 0, POINTER(c_uint32)(), c_size_t(), sys.stdout.buffer
try:
    for event in (line.removesuffix(b"\n") for line in lines()):
        what = outcome_name(set_evaluate(patterns, memory, event, len(event), byref(matches), byref(count)))
        damaged += what not in (b"match", b"no_match")
        for number in matches[:count.value]:
            totals[number] += 1
        out.writelines(b"%b\t%b\n" % (to, event) for to in [b"%d" % (n + 1) for n in matches[:count.value]] or [what])
    out.flush()
except OSError:
    stop(b"standard output: cannot be written\n")
sys.stderr.writelines(f"{total}\t{text}\n" for total, text in zip(totals + [damaged], sys.argv[1:] + ["(damaged)"]))
sys.exit(2 if damaged else 0)
