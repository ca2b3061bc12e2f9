#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The man page and the completions: every option of --help is in them, and bash, zsh and fish complete with them. In
goes the program; what is not installed here is skipped by name."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")


def run(*arguments, **more):
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False, **more)
    if done.returncode:
        raise AssertionError(f"{arguments[0]}: {done.returncode}: {done.stderr}")
    return done.stdout


def program(*arguments):
    return run(str(PROGRAM), *arguments)


def options_in_help(command):
    """The names in the first column of the options."""
    lines = program(command, "--help").split("\nOptions:\n")[1].split("\n\n")[0].splitlines()
    first_columns = [re.split(r"  +", line.strip())[0] for line in lines if line.startswith("  -")]
    return {name for column in first_columns for name in OPTION.findall(column)}


COMMANDS = re.findall(r"^  ([a-z-]+)  ", program("--help").split("ubcommands:\n")[1].split("\n\n")[0], re.M)
PAGE = program("manual")
COMPLETIONS = {shell: program("completion", shell) for shell in ("bash", "zsh", "fish")}
CONTROLS = [line.split()[0] for line in program("catalog").splitlines() if ":" in line.split()[0]]


def needs(tool):
    return unittest.skipUnless(shutil.which(tool), f"skipped: {tool} is not installed")


class WhatIsInThem(unittest.TestCase):
    def test_commands(self):
        self.assertGreater(len(COMMANDS), 8)
        self.assertIn("manual", COMMANDS)
        for command in COMMANDS:
            self.assertIn(f".SS coverwatch {command}\n".replace("-", "\\-"), PAGE)

    def test_every_option_is_in_the_page(self):
        for command in COMMANDS:
            part = PAGE.split(f".SS coverwatch {command}\n".replace("-", "\\-"))[1].split("\n.S")[0].replace("\\-", "-")
            entries = "\n".join(re.findall(r"\.TP\n(\\fB-.*)", part))
            shown = set(re.findall(r"\\fB(-[\w-]+)", entries))
            self.assertEqual(shown, options_in_help(command), command)

    def test_every_option_is_in_the_completions(self):
        for command in COMMANDS:
            bash = re.search(rf"\n    {command}\)\n(.*?)\n      ;;\n", COMPLETIONS["bash"], re.S)[1]
            zsh = re.search(rf"\n    {command}\)\n(.*?)\n      ;;\n", COMPLETIONS["zsh"], re.S)[1]
            seen = f"-n '__fish_seen_subcommand_from {command}' "
            fish = " ".join(re.findall(rf"{seen}((?:-[sl] [\w-]+ )+)", COMPLETIONS["fish"]))
            wanted = options_in_help(command)
            self.assertEqual(set(re.search(r"options='([^']*)'", bash)[1].split()), wanted, command)
            specs = [line.split("[")[0] for line in zsh.splitlines() if "[" in line and "'*:" not in line]
            self.assertEqual({name for spec in specs for name in OPTION.findall(spec)}, wanted, command)
            found = {("-" if kind == "s" else "--") + name for kind, name in re.findall(r"-([sl]) ([\w-]+)", fish)}
            self.assertEqual(found, wanted, command)

    def test_every_control(self):
        for shell, text in COMPLETIONS.items():
            words = set(re.split(r"[\s'()]+", text))
            self.assertEqual([control for control in CONTROLS if control not in words], [], shell)

    def test_sections(self):
        wanted = "NAME SYNOPSIS DESCRIPTION COMMANDS OPTIONS EXIT_STATUS ENVIRONMENT EXAMPLES SEE_ALSO"
        self.assertEqual(re.findall(r"^\.SH (.*)$", PAGE, re.M), [each.replace("_", " ") for each in wanted.split()])
        self.assertIn("\n.TP\n\\fB3\\fR\nunknown\n", PAGE)

    @needs("man")
    def test_man_reads_the_page(self):
        done = subprocess.run(["man", "--warnings", "-l", "-"], input=PAGE, capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("coverwatch verify answer.json", done.stdout)

    @needs("mandoc")
    def test_mandoc_reads_the_page(self):
        run("mandoc", "-Tlint", "-Werror", input=PAGE)


class Bash(unittest.TestCase):
    SCRIPT = """source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
_coverwatch; printf '%s\\n' "${COMPREPLY[@]}"
"""

    def complete(self, *words, folder=None):
        """What bash is offered for the last of the words, which it has cut as it does."""
        with tempfile.NamedTemporaryFile("w", suffix=".bash") as script:
            script.write(COMPLETIONS["bash"])
            script.flush()
            arguments = [self.SCRIPT, "-", script.name, "coverwatch", *words]
            return run("bash", "--norc", "-c", *arguments, cwd=folder).split("\n")[:-1]

    def test_commands(self):
        self.assertEqual(self.complete("co"), ["covers", "compare", "completion"])
        self.assertEqual(set(COMMANDS) - set(self.complete("")), set())

    def test_options(self):
        self.assertEqual(self.complete("match", "--max"), ["--max-count", "--max-event-bytes", "--max-inflated"])
        self.assertEqual(self.complete("--ver"), ["--version"])
        self.assertEqual(self.complete("verify", "x", "--de"), ["--deployed"])

    def test_values(self):
        self.assertEqual(self.complete("match", "--format", ""), ["text", "json"])
        self.assertEqual(self.complete("match", "--format", "=", "j"), ["json"])
        self.assertEqual(self.complete("match", "--format", "="), ["text", "json"])
        self.assertEqual(self.complete("covers", "--dialect", "l"), ["leftmost"])
        self.assertEqual(self.complete("match", "--since", ""), [""])
        self.assertEqual(self.complete("completion", "z"), ["zsh"])
        self.assertEqual(self.complete("audit", "--benchmark", "cis-5"), ["cis-5.0.0"])
        self.assertEqual(self.complete("audit", "--account", ""), [""])
        self.assertEqual(self.complete("audit", "--format", "s"), ["sarif"])

    def test_ids_with_a_colon(self):
        hub = [each for each in ["securityhub", *CONTROLS] if each.startswith("securityhub")]
        self.assertEqual(self.complete("covers", "--control", "securityhub"), hub)
        self.assertEqual(self.complete("covers", "--control", "cis-5.0.0", ":", "4.1"),
                         ["4.1", "4.10", "4.11", "4.12", "4.13", "4.14", "4.15"])
        self.assertEqual(self.complete("catalog", "cis-5.0.0", ":", "4.2"), ["4.2"])

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("answer one.json", "answer.json", "other"):
                (pathlib.Path(folder) / name).touch()
            self.assertEqual(sorted(self.complete("verify", "ans", folder=folder)), ["answer one.json", "answer.json"])
            self.assertEqual(self.complete("match", "-f", "oth", folder=folder), ["other"])
            self.assertEqual(self.complete("compare", "oth", folder=folder), [""])


@needs("fish")
class Fish(unittest.TestCase):
    def complete(self, line):
        with tempfile.TemporaryDirectory() as home:
            script = pathlib.Path(home) / "coverwatch.fish"
            script.write_text(COMPLETIONS["fish"])
            command = f"source {script}; complete -C '{line}'"
            out = run("fish", "--no-config", "-c", command, cwd=home, env={"HOME": home, "PATH": "/usr/bin:/bin"})
            return [each.split("\t")[0] for each in out.splitlines()]

    def test_it(self):
        self.assertEqual(set(COMMANDS) - set(self.complete("coverwatch ")), set())
        self.assertEqual(self.complete("coverwatch match --format "), ["json", "text"])
        self.assertEqual(self.complete("coverwatch catalog securityhub:CloudWatch.9"), ["securityhub:CloudWatch.9"])
        self.assertEqual(self.complete("coverwatch match --max-c"), ["--max-count"])


@needs("zsh")
class Zsh(unittest.TestCase):
    # A shell of its own with a terminal; Control-X writes what stands in its line.
    SCRIPT = """zmodload zsh/zpty
zpty inner 'PS1= zsh -f -i'
zpty -w inner 'PS1=; fpath=($ZDOTDIR $fpath); autoload -Uz compinit; compinit -u -D'
zpty -w inner 'show() { print -r -- $BUFFER > $ZDOTDIR/line }; zle -N show'
zpty -w inner 'bindkey "^X" show; bindkey "^I" complete-word'
zpty -w inner 'print ready > $ZDOTDIR/ready'
wait_for() { for i in {1..600}; do [[ -s $1 ]] && return; zpty -r -t inner drop; sleep 0.05; done; return 1 }
wait_for $ZDOTDIR/ready || exit 3
zpty -w -n inner "$1"$'\\t'
sleep 0.5
zpty -w -n inner $'\\C-x'
wait_for $ZDOTDIR/line || exit 4
cat $ZDOTDIR/line
zpty -d inner
"""

    def complete(self, line):
        with tempfile.TemporaryDirectory() as home:
            (pathlib.Path(home) / "_coverwatch").write_text(COMPLETIONS["zsh"])
            more = {"HOME": home, "ZDOTDIR": home, "PATH": "/usr/bin:/bin", "TERM": "xterm"}
            return run("zsh", "-f", "-c", self.SCRIPT, "-", line, env=more).rstrip("\n")

    def test_it(self):
        self.assertEqual(self.complete("coverwatch mat"), "coverwatch match ")
        self.assertEqual(self.complete("coverwatch match --max-c"), "coverwatch match --max-count ")
        self.assertEqual(self.complete("coverwatch match --format j"), "coverwatch match --format json ")
        self.assertEqual(self.complete("coverwatch covers --control securityhub:CloudWatch.9"),
                         "coverwatch covers --control securityhub:CloudWatch.9 ")


unittest.main(verbosity=2)
