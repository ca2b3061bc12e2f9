#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""examples/check-live.sh against stand-ins for the AWS command. An honest one, which asks our own program, answers all
conformance cases as they stand; each lie and each failure is told apart. The program's path comes as first argument.
Nothing goes over the network."""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TOOL = ROOT / "examples" / "check-live.sh"
CASES = ROOT / "tests" / "conformance" / "cases"
PROGRAM = Path(sys.argv.pop(1)).resolve()

# Drops what only the AWS command knows. A lie, put in before the last line, may answer in the program's place;
# `$request` is the path of the request.
STAND_IN = """#!/bin/sh
echo "$@" >> "$0.calls"
while [ $# -gt 0 ]; do
  case $1 in
    --cli-input-json) input=$2; shift ;;
    --output | --profile | --region) shift ;;
  esac
  shift
done
request=${input#file://}
error() { echo "An error occurred ($1) when calling the TestMetricFilter operation: $2" >&2; exit 254; }
answer() { printf '{"matches": [%%s]}\\n' "$1"; exit 0; }
%s
exec "%s" test-metric-filter --aws-exit-codes --cli-input-json "$input"
"""

ONE_OF_EACH = r"""# A comment.
name      plain
pattern   { $.a = 1 }
source    recorded 2026
match     {"a":1}
frame     {"a":@}
yes       1.0   1e0
no        2  "x y"

name      refused
pattern   { $.a == 1 }
source    our choice
reject    double_equals @6
service   Invalid metric filter pattern
"""
COLUMNS = r"""
name      columns
pattern   [ip, user]
source    documented
match     ::1 root
extract   {"$ip":"::1","$user":"root"}
match     ::1 nobody
"""


def answer(*messages, values=None):
    """A line of the stand-in: the first events match, each with its message and all with the same values."""
    matches = [{"eventNumber": number, "eventMessage": message, "extractedValues": values or {}}
               for number, message in enumerate(messages, start=1)]
    return "answer " + shlex.quote(", ".join(map(json.dumps, matches)))


class CheckLive(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.aws = self.folder / "aws"

    def run_tool(self, *arguments, lie="", rate="100000"):
        self.aws.write_text(STAND_IN % (lie, PROGRAM))
        self.aws.chmod(0o755)
        environment = {**os.environ, "AWS": str(self.aws)}
        command = [TOOL, "--rate", rate, *arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
        self.assertNotIn("Traceback", done.stderr)
        return done

    def cases(self, content):
        path = self.folder / "small.txt"
        path.write_bytes(content.encode())
        return str(path)

    def lied(self, lie, content=ONE_OF_EACH):
        return self.run_tool(self.cases(content), lie=lie)

    def stopped(self, done, message):
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(f"check-live: {message}", done.stderr)
        self.assertEqual(done.stderr.count("check-live:"), 1)

    def calls(self):
        return Path(f"{self.aws}.calls").read_text().splitlines()

    # The whole of it.

    def test_our_own_program_answers_every_case_as_it_stands(self):
        done = self.run_tool()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        counted = re.search(r"^all +(\d+) +0 +(\d+) +0$", done.stdout, re.MULTILINE)
        skipped = sum(map(int, re.findall(r"^skipped +(\d+): a case", done.stdout, re.MULTILINE)))
        files = [path.read_text("latin-1") for path in CASES.glob("*.txt")]
        blocks = sum(len(re.findall(r"^name ", content, re.MULTILINE)) for content in files)
        self.assertEqual(int(counted[1]) + skipped, blocks)
        self.assertGreater(int(counted[2]), 4 * skipped)
        self.assertIn("leftmost.no-second-try-for-a-suffix: the service answers like glob (1)\n", done.stdout)

    def test_a_service_that_speaks_the_other_dialect_is_known(self):
        other = f'exec "{PROGRAM}" test-metric-filter --aws-exit-codes --dialect leftmost --cli-input-json "$input"'
        done = self.run_tool("leftmost", lie=other)
        self.assertEqual(done.returncode, 1)
        self.assertIn("leftmost.no-second-try-for-a-suffix: the service answers like leftmost (1)\n", done.stdout)
        self.assertIn("leftmost.a-suffix-as-a-glob [our choice]\n", done.stdout)
        self.assertNotIn("like glob", done.stdout)
        self.assertNotIn("dialect leftmost]", done.stdout)

    def test_every_request_of_a_dry_run_may_be_sent(self):
        done = self.run_tool("--dry-run")
        self.assertEqual((done.returncode, self.aws.with_name("aws.calls").exists()), (0, False))
        for line in done.stdout.splitlines():
            messages = json.loads(line)["request"]["logEventMessages"]
            self.assertTrue(0 < len(messages) <= 50 and all(messages), line)
            self.assertLessEqual(sum(len(message.encode()) + 26 for message in messages), 1 << 20)

    # Lies.

    def test_the_truth(self):
        done = self.lied("")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"(?m)^recorded 2026 +1 +0 +5 +0$")
        self.assertRegex(done.stdout, r"(?m)^our choice +1 +0 +0 +0$")

    def test_one_answer_turned_round(self):
        done = self.lied("""grep -q 'a = 1' "$request" && """ + answer('{"a":1}'))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(re.findall(r"small\.txt:\d+: .*\n.*\n.*\n.*\n.*\n", done.stdout), [
            f'small.txt:7: small.plain [recorded 2026]\n  pattern  {{ $.a = 1 }}\n  event    {{"a":{number}}}\n'
            "  we say   match\n  service  no match\n" for number in ("1.0", "1e0")])
        self.assertRegex(done.stdout, r"(?m)^recorded 2026 +1 +1 +5 +2$")

    def test_a_pattern_refused(self):
        done = self.lied("error InvalidParameterException 'Invalid metric filter pattern'")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("small.plain [recorded 2026]\n  pattern  { $.a = 1 }\n  we say   accepted\n"
                      "  service  refused: Invalid metric filter pattern\n", done.stdout)
        self.assertNotIn("small.refused [", done.stdout)

    def test_a_pattern_accepted(self):
        done = self.lied("""grep -q '==' "$request" && answer ''""")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("small.refused [our choice]\n  pattern  { $.a == 1 }\n  we say   refused (double_equals @6)\n"
                      "  service  accepted\n", done.stdout)

    def test_another_message(self):
        done = self.lied("grep -q '==' \"$request\" && error InvalidParameterException 'No, thank you'")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("  we say   refused: Invalid metric filter pattern\n"
                      "  service  refused: No, thank you\n", done.stdout)

    def test_extracted_values(self):
        def told(user):
            return self.lied(answer("::1 root", "::1 nobody", values={"$ip": "::1", "$user": user}), COLUMNS)
        self.assertEqual(told("root").returncode, 0)
        done = told("toor")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn('  event    ::1 root\n  we say   extracts {"$ip": "::1", "$user": "root"}\n'
                      '  service  extracts {"$ip": "::1", "$user": "toor"}\n', done.stdout)

    def test_a_match_of_another_message(self):
        done = self.lied("""grep -q '==' "$request" || """ + answer('{"a":1}', '{"a":1.0}', '{"a":2}'))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn('  event    {"a":1e0}\n  we say   match\n'
                      '  service  match, of another message: {"a":2}\n', done.stdout)

    # Failures.

    def test_throttled_once(self):
        done = self.lied('[ -e "$0.once" ] || { : > "$0.once"; error ThrottlingException "Rate exceeded"; }')
        self.assertEqual((done.returncode, len(self.calls())), (0, 3), done.stderr)

    def test_throttled_for_ever(self):
        done = self.lied("error ThrottlingException 'Rate exceeded'")
        self.stopped(done, "the service throttled 7 requests in a row")

    def test_no_credentials(self):
        done = self.lied("echo 'Unable to locate credentials. You can configure them.' >&2; exit 253")
        self.stopped(done, "Unable to locate credentials. You can configure them.\n")
        self.assertEqual((len(self.calls()), done.stdout), (1, ""))

    def test_no_permission(self):
        done = self.lied("error AccessDeniedException 'not authorized'")
        self.stopped(done, "An error occurred (AccessDeniedException)")

    def test_a_failure_on_the_way_keeps_what_was_found(self):
        done = self.lied("""grep -q '==' "$request" || answer ''; echo 'Could not connect' >&2; exit 255""")
        self.stopped(done, "Could not connect")
        self.assertRegex(done.stdout, r"(?m)^recorded 2026 +1 +1 +5 +3$")

    def test_answers_that_make_no_sense(self):
        for answer in ("echo sorry", "echo '{}'", "echo '[]'"):
            self.stopped(self.lied(f"{answer}; exit 0"), "cannot read the answer")
        for number in (0, 6):
            done = self.lied(f"answer '{{\"eventNumber\": {number}}}'")
            self.stopped(done, "the answer numbers its events otherwise")

    def test_what_is_not_taken_is_skipped_and_counted(self):
        done = self.lied("""grep -q '==' "$request" || { echo 'Parameter validation failed:' >&2; exit 252; }""")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, "skipped +1: a request not taken by the AWS command: Parameter validation")
        done = self.lied("error InvalidParameterException \"Value at 'logEventMessages' is too long\"")
        self.stopped(done, "nothing was asked")

    def test_no_aws(self):
        self.stopped(self.run_tool("--aws", str(self.folder / "nowhere")), f"`{self.folder / 'nowhere'}` is not there")

    # Cases and options.

    def test_what_a_request_cannot_hold(self):
        content = "name a\nsource reported\npattern { $.a = x }\nmatch\\ {\"a\":\"x\"}\\n\n" \
                  "no-match\nnot-json\\ \\xff\nno-match\\ \\*262145(x)\n\n" \
                  "name b\nsource reported\npattern\\ {\\xff}\nreject not_utf8\n\n" \
                  "name c\nsource reported\npattern { $.a = 1 }\noption max_nesting 3\nmatch {\"a\":1}\n"
        done = self.run_tool("--dry-run", self.cases(content))
        self.assertEqual([json.loads(line)["request"] for line in done.stdout.splitlines()],
                         [{"filterPattern": "{ $.a = x }", "logEventMessages": ['{"a":"x"}\n']}])
        self.assertEqual(len(re.findall("skipped +1:", self.run_tool(self.cases(content)).stdout)), 5)

    def test_many_events_take_several_requests(self):
        content = "name a\nsource reported\npattern\nframe @\nyes " + "  ".join(map(str, range(120))) + "\n"
        done = self.run_tool("--dry-run", self.cases(content))
        requests = [json.loads(line)["request"] for line in done.stdout.splitlines()]
        self.assertEqual([len(request["logEventMessages"]) for request in requests], [50, 50, 20])
        self.assertEqual({request["filterPattern"] for request in requests}, {""})
        large = "name a\nsource reported\npattern\n" + "match\\ \\*250000(x)\n" * 5
        requests = map(json.loads, self.run_tool("--dry-run", self.cases(large)).stdout.splitlines())
        self.assertEqual([len(line["request"]["logEventMessages"]) for line in requests], [4, 1])

    def test_malformed_cases_stop_it(self):
        for line, problem in (("wrong x", "unknown keyword `wrong`"), ("match\\ \\q", "malformed escape"),
                              ("yes 1", "values need"), ("extract {}", "`extract` needs"),
                              ("match x\nextract {", "Expecting")):
            done = self.run_tool(self.cases(f"name a\n{line}\n"))
            self.stopped(done, f"{self.folder}/small.txt:{2 + line.count(chr(10))}: {problem}")
        self.stopped(self.run_tool(self.cases("name a\n")), f"{self.folder}/small.txt:1: a case needs")
        self.stopped(self.run_tool("no-such-case"), "no case or file is named `no-such-case`")

    def test_options(self):
        record = self.folder / "record"
        began = time.monotonic()
        done = self.run_tool("--save", str(record), "--profile", "audit", "--region", "eu-west-1",
                             self.cases(ONE_OF_EACH), rate="4")
        self.assertGreater(time.monotonic() - began, 0.25)
        self.assertEqual(done.returncode, 0, done.stderr)
        for call in self.calls():
            self.assertRegex(call, r"^logs test-metric-filter --output json --cli-input-json file:///\S+ "
                                   r"--profile audit --region eu-west-1$")
        first, second = map(json.loads, record.read_text().splitlines())
        self.assertEqual(sorted(first["answer"]["matches"]), ["1", "2", "3"])
        self.assertEqual(second["answer"], {"refused": "Invalid metric filter pattern"})
        chosen = self.run_tool("--dry-run", "--our-choice", self.cases(ONE_OF_EACH)).stdout
        self.assertEqual([json.loads(line)["case"] for line in chosen.splitlines()], ["small.refused"])


unittest.main(verbosity=1)
