#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command of the program under strace and reads what it asks of the system: no network, no other program, no
process beside its threads, and nothing written but standard output, standard error and what --output names. Takes the program; exits 1 and
names each breach, 77 where there is no strace or it may not trace."""
import gzip
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NETWORK = {"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "recvfrom", "sendmsg",
           "recvmsg", "sendmmsg", "recvmmsg", "setsockopt", "getsockopt", "shutdown"}
CHANGES = {"unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat", "symlink",
           "symlinkat", "mknod", "mknodat", "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat",
           "truncate", "ftruncate", "fallocate", "utime", "utimes", "utimensat", "futimesat", "setxattr", "fsetxattr",
           "lsetxattr", "removexattr", "fremovexattr", "mount", "umount2", "chroot", "pivot_root"}
OTHERS = {"ptrace", "io_uring_setup", "bpf", "init_module", "finit_module", "memfd_create", "process_vm_writev", "setuid",
          "setgid", "setresuid", "setresgid", "kill", "tkill", "pidfd_open"}
WRITES = {"write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "splice", "vmsplice", "tee", "copy_file_range"}
CALL = re.compile(r"^(?:\d+ +)?(?:<\.\.\. )?(\w+)(\(| resumed>)(.*)$")


def breaches(log):
    """Of a log of strace, a line for each call that should not be there; and the names of all calls."""
    calls, found, started = set(), [], 0
    outputs = {"1", "2"}  # file descriptors
    for line in log.splitlines():
        call = CALL.match(line)
        if not call or call[2] != "(":
            continue
        name, rest = call[1], call[3]
        calls.add(name)
        if name in ("execve", "execveat"):
            started += 1
            if started > 1:
                found.append(line)
        elif name in NETWORK | CHANGES | OTHERS or name in ("fork", "vfork"):
            found.append(line)
        elif name in ("clone", "clone3") and "CLONE_THREAD" not in rest:
            found.append(line)
        elif name in ("open", "openat", "openat2", "creat"):
            report = re.search(r'"report".* = (\d+)$', rest)
            outputs.update([report[1]] if report else [])
            writes = re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND", rest) or name == "creat"
            if writes and not re.search(r'"(/dev/null|report)"', rest):
                found.append(line)
        elif name in WRITES and rest.split(",")[0] not in outputs:
            found.append(line)
        elif name == "mmap" and "MAP_SHARED" in rest and "PROT_WRITE" in rest:
            found.append(line)
    return found, calls


def trace(here, arguments, stdin=""):
    """The log of strace over one program, and what that printed."""
    log = here.parent / "log"
    done = subprocess.run(["strace", "-f", "-qq", "-s", "64", "-o", str(log), *arguments], cwd=here, input=stdin.encode(),
                          capture_output=True, check=False)
    return (log.read_text(errors="replace") if log.exists() else ""), done


def commands():
    wide, narrow = '{ $.errorCode = "AccessDenied*" }', '{ $.errorCode = "AccessDeniedException" }'
    question = '{"deployed":["{ $.a = * }"],"reference":["{ $.a = 1 }"]}\n'
    yield ["match", "{ $.a = * }", "d"], ""
    yield ["match", "-j", "3", "-H", "--format", "json", "{ $.a = * }", "d", "missing"], ""
    yield ["match", "-c", "--control", "cis-5.0", "--since", "1d", "d"], ""
    yield ["match", "--patterns", "patterns", "d"], ""
    yield ["match", "ERROR"], "ERROR\n"
    yield ["match", "{ $.a = ", "d"], ""
    yield ["test-metric-filter", "--filter-pattern", "{ $.a = 1 }", "--log-event-messages", '{"a":1}'], ""
    yield ["explain", "--format", "json", wide], ""
    yield ["catalog"], ""
    yield ["covers", "--format", "json", "--deployed", wide, "--reference", narrow], ""
    yield ["covers", "--whole-event", "--control", "cis-5.0:4.1", "--deployed", narrow], ""
    yield ["covers", "--batch", "-"], question
    yield ["compare", wide, narrow], ""
    yield ["verify", "certificate"], ""
    yield ["audit", "account", "template.yaml", "missing"], ""
    yield ["audit", "--format", "html", "-o", "report", "account"], ""
    yield ["replay", "--pattern", "{ $.a = 1 }", "d"], ""
    yield ["completion", "bash"], ""
    yield ["manual"], ""
    yield ["--help"], ""


def main():
    program = str(Path(sys.argv[1]).resolve())
    if shutil.which("strace") is None:
        print("no strace here (Debian: strace): left out")
        sys.exit(77)
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary) / "work"
        (here / "d").mkdir(parents=True)
        (here / "d/1").write_text('{"a":1}\nERROR\n')
        (here / "d/2.gz").write_bytes(gzip.compress(b'{"Records":[{"a":2}]}'))
        (here / "patterns").write_text("one\t{ $.a = 1 }\n")
        (here / "certificate").write_text("{}")
        (here / "account").mkdir()
        (here / "account/filters.json").write_text('{"metricFilters":[]}')
        (here / "template.yaml").write_text("Resources: {t: {Type: 'AWS::SNS::Topic'}}")
        (here / "report").write_text("")
        log, done = trace(here, ["sh", "-c", ": > made; (:); ls > /dev/null"])
        if "execve" not in log:
            print("strace may not trace here: left out:", done.stderr.decode(errors="replace").strip())
            sys.exit(77)
        told = " ".join(breaches(log)[0])
        for expected in ("made", "execve", "clone" if "clone(" in log else "fork"):
            if expected not in told:
                print("this test does not see what it should:", expected)
                failed = True
        before = sorted(here.rglob("*"))
        for arguments, stdin in commands():
            log, done = trace(here, [program, *arguments], stdin)
            found, calls = breaches(log)
            for line in found:
                print(f"{arguments}: {line}")
            if "write" not in calls or "execve" not in calls or done.returncode not in (0, 1, 2, 3):
                print(f"{arguments}: exit code {done.returncode}, calls: {sorted(calls)}")
                failed = True
            failed = failed or bool(found)
        if sorted(here.rglob("*")) != before:
            print("a file came or went")
            failed = True
    print("FAILED" if failed else "nothing but reading, and writing to the standard streams")
    sys.exit(1 if failed else 0)


main()
