#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the ELF file of the program and demands what it was to be hardened with. Takes the program, and `optimised` when
it was built with optimisation; exits 1 and names each fault. Knows 64-bit little-endian files; others are left out (77)."""
import re
import struct
import sys
from pathlib import Path

PT_DYNAMIC, PT_INTERP, PT_GNU_STACK, PT_GNU_RELRO = 2, 3, 0x6474E551, 0x6474E552
DT_STRTAB, DT_STRSZ, DT_TEXTREL, DT_RUNPATH, DT_RPATH, DT_FLAGS, DT_FLAGS_1 = 5, 10, 22, 29, 15, 30, 0x6FFFFFFB
EXECUTABLE, WRITABLE = 1, 2


class Elf:
    def __init__(self, data):
        self.data = data
        self.type, self.machine = struct.unpack_from("<HH", data, 16)
        offset, = struct.unpack_from("<Q", data, 32)
        size, count = struct.unpack_from("<HH", data, 54)
        self.segments = [struct.unpack_from("<IIQQQQQQ", data, offset + i * size) for i in range(count)]
        self.dynamic = {}
        for kind, _, start, _, _, length, _, _ in self.segments:
            if kind == PT_DYNAMIC:
                for at in range(start, start + length, 16):
                    tag, value = struct.unpack_from("<QQ", data, at)
                    self.dynamic.setdefault(tag, value)

    def has(self, kind):
        return any(segment[0] == kind for segment in self.segments)

    def names(self):
        """All names that the dynamic linker knows: those that are imported among them."""
        address = self.dynamic[DT_STRTAB]
        for kind, _, start, virtual, _, length, _, _ in self.segments:
            if kind == 1 and virtual <= address < virtual + length:
                begin = start + address - virtual
                return self.data[begin:begin + self.dynamic[DT_STRSZ]].decode("latin-1").split("\0")
        return []

    def code(self):
        return b"".join(self.data[s[2]:s[2] + s[5]] for s in self.segments if s[0] == 1 and s[1] & EXECUTABLE)


def faults(elf, optimised):
    flags = elf.dynamic.get(DT_FLAGS, 0), elf.dynamic.get(DT_FLAGS_1, 0)
    if elf.type != 3 or not elf.has(PT_INTERP) or not flags[1] & 0x08000000:
        yield "it is not position-independent"
    if not elf.has(PT_GNU_RELRO):
        yield "relocations stay writable (no RELRO)"
    if not (flags[0] & 0x8 or flags[1] & 0x1):
        yield "it is not bound at its start (no BIND_NOW)"
    if not any(s[0] == PT_GNU_STACK and not s[1] & EXECUTABLE for s in elf.segments):
        yield "its stack is executable"
    if any(s[0] == 1 and s[1] & EXECUTABLE and s[1] & WRITABLE for s in elf.segments):
        yield "a segment is both writable and executable"
    if DT_TEXTREL in elf.dynamic or flags[0] & 0x4:
        yield "its code is relocated"
    if DT_RPATH in elf.dynamic or DT_RUNPATH in elf.dynamic:
        yield "it looks for libraries in folders of its own"
    names = elf.names()
    if "__stack_chk_fail" not in names:
        yield "no stack protector"
    if optimised and not any(re.fullmatch(r"__(?!stack).*_chk", name) for name in names):
        yield "nothing of FORTIFY"
    if elf.machine == 62 and elf.code().count(b"\xf3\x0f\x1e\xfa") < 1000:
        yield "functions do not begin with endbr64 (-fcf-protection)"


def main():
    data = Path(sys.argv[1]).read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        print("no 64-bit little-endian ELF file: left out")
        sys.exit(77)
    found = list(faults(Elf(data), "optimised" in sys.argv[2:]))
    print("\n".join(found) if found else "hardened as it should be")
    sys.exit(1 if found else 0)


main()
