# SPDX-License-Identifier: Apache-2.0
"""The work of check-live.sh: conformance cases in, requests to `aws logs test-metric-filter`, differences and a summary
out. Reads the format of tests/conformance/README.md. It judges nothing by itself: what it compares with stands in the
cases. One request at a time; nothing in the account is created or changed."""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from conformance_cases import SOURCES, Malformed, read_cases, to_text

CASES = Path(__file__).resolve().parent.parent / "tests" / "conformance" / "cases"

# What one request may hold. Nobody has written down the bytes for this operation: they are those of PutLogEvents, the
# older and smaller figure for an event.
MOST_MESSAGES = 50
MOST_EVENT_BYTES = 256 * 1024
MOST_REQUEST_BYTES = 1024 * 1024
EVENT_OVERHEAD = 26

TRIES = 7  # after a throttled request the pause doubles each time
SERVICE_ERROR = re.compile(r"An error occurred \((\w+)\) when calling the TestMetricFilter operation"
                           r"(?: \([^)]*\))?: *(.*)")
REFUSALS = {"InvalidParameterException", "ValidationException"}
THROTTLED = {"ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded",
             "ServiceUnavailableException", "InternalFailure"}


class Stop(Exception):
    """Why no further request makes sense."""


def choose(options):
    """Every case of the files that are read, and those of them to ask about."""
    files = [Path(wanted) for wanted in options.wanted if wanted.endswith(".txt")]
    names = [wanted for wanted in options.wanted if not wanted.endswith(".txt")]
    read = [case for path in sorted(set(files)) or sorted(CASES.glob("*.txt")) for case in read_cases(path)]
    for name in names:
        if not any(name in (case.name, case.file.stem, case.title()) for case in read):
            raise Stop(f"no case or file is named `{name}`")
    chosen = [case for case in read if not names or {case.name, case.file.stem, case.title()} & set(names)]
    return read, [case for case in chosen if case.source == "our choice" or not options.our_choice]


# ---- requests

def fault_of(event):
    """Why a request cannot hold the event; nothing when it can."""
    if not event.text:
        return "an empty event, which a request cannot hold"
    if len(event.text) > MOST_EVENT_BYTES:
        return "an event of more than 256 KB"
    return None if to_text(event.text) is not None else "an event that is not UTF-8, which JSON cannot carry"


def batches(events):
    batch, size = [], 0
    for event in events:
        cost = len(event.text) + EVENT_OVERHEAD
        if batch and (len(batch) == MOST_MESSAGES or size + cost > MOST_REQUEST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(event)
        size += cost
    if batch:
        yield batch


def plan(cases, skipped):
    """What to ask: a case, the events of one request, and the request. Without events it asks of the pattern only."""
    for case in cases:
        if case.option:
            skipped["a case with a limit that is not the service's"] += 1
        elif to_text(case.pattern) is None:
            skipped["a case with a pattern that is not UTF-8, which JSON cannot carry"] += 1
        else:
            skipped.update(filter(None, map(fault_of, case.events)))
            for batch in list(batches(event for event in case.events if not fault_of(event))) or [[]]:
                messages = [to_text(event.text) for event in batch] or ["{}"]
                yield case, batch, {"filterPattern": to_text(case.pattern), "logEventMessages": messages}


class Service:
    """The AWS command. An answer is a dictionary with `matches`, `refused` (the message) or `unsent` (why)."""

    def __init__(self, options, folder):
        self.gap = 1 / options.rate
        self.next = 0.0
        self.input = Path(folder) / "request.json"
        self.command = [options.aws, "logs", "test-metric-filter", "--output", "json",
                        "--cli-input-json", f"file://{self.input}"]
        for name in ("profile", "region"):
            if getattr(options, name):
                self.command += [f"--{name}", getattr(options, name)]
        self.environment = {**os.environ, "AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off", "PYTHONIOENCODING": "utf-8",
                            "AWS_CLI_OUTPUT_ENCODING": "utf-8"}

    def run(self):
        time.sleep(max(0.0, self.next - time.monotonic()))
        self.next = time.monotonic() + self.gap
        try:
            return subprocess.run(self.command, stdin=subprocess.DEVNULL, capture_output=True, env=self.environment,
                                  timeout=300, encoding="utf-8", errors="replace")
        except subprocess.TimeoutExpired:
            raise Stop("no answer within 300 seconds") from None
        except OSError as problem:
            raise Stop(f"cannot run `{self.command[0]}`: {problem.strerror}") from None

    def ask(self, request):
        self.input.write_text(json.dumps(request), encoding="ascii")
        for attempt in range(TRIES):
            done = self.run()
            if done.returncode == 0:
                return {"matches": read_matches(done.stdout, len(request["logEventMessages"]))}
            error = SERVICE_ERROR.search(done.stderr)
            code, message = error.groups() if error else ("", "")
            if code in REFUSALS:
                if "'logEventMessages" in message:  # which says nothing about the pattern
                    return {"unsent": f"the service: {message}"}
                return {"refused": message.strip()}
            if "Parameter validation failed" in done.stderr:
                return {"unsent": "the AWS command: " + " ".join(done.stderr.split())}
            if code not in THROTTLED:
                silence = f"the AWS command ended with {done.returncode} and no message"
                raise Stop(" ".join(done.stderr.split())[-400:] or silence)
            time.sleep(self.gap * 2 ** (attempt + 1))
        raise Stop(f"the service throttled {TRIES} requests in a row ({code}); try a lower --rate")


def read_matches(output, count):
    """The matches by number, from 1."""
    try:
        matches = {match["eventNumber"]: match for match in json.loads(output)["matches"]}
    except (ValueError, KeyError, TypeError):
        raise Stop(f"cannot read the answer: {output[:200]!r}") from None
    if not set(matches) <= set(range(1, count + 1)):
        raise Stop(f"the answer numbers its events otherwise than from 1 to {count}: {list(matches)}")
    return matches


# ---- comparison and report

def shown(text):
    text = text if text.isprintable() and text.strip() == text != "" else json.dumps(text, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:250]} ... ({len(text)} characters)"


def in_words(outcome):
    return {"match": "match", "no-match": "no match"}.get(outcome, f"no match ({outcome})")


def compare_event(event, message, match):
    """What we say and what the service says, where it differs."""
    if (event.outcome == "match") != (match is not None):
        yield in_words(event.outcome), "match" if match else "no match"
    elif match and match.get("eventMessage") != message:
        yield "match", f"match, of another message: {shown(str(match.get('eventMessage')))}"
    elif match and event.extract is not None and match.get("extractedValues") != event.extract:
        yield f"extracts {json.dumps(event.extract)}", f"extracts {json.dumps(match.get('extractedValues'))}"


class Report:
    def __init__(self, read, skipped):
        self.globs = {(case.pattern, event.text): event.outcome == "match"
                      for case in read if case.dialect == "glob" and not case.option for event in case.events}
        self.skipped = skipped
        self.asked, self.different = collections.defaultdict(set), collections.defaultdict(set)  # titles by source
        self.events, self.different_events = collections.Counter(), collections.Counter()
        self.dialects = collections.defaultdict(collections.Counter)  # of a leftmost case: which dialect, how often

    def add(self, case, batch, request, answer):
        if "unsent" in answer:
            self.skipped[f"a request not taken by {answer['unsent'][:200]}"] += 1
            return
        self.asked[case.source].add(case.title())
        refused = answer.get("refused")
        if (refused is not None) != bool(case.reject):
            self.block(case, None, f"refused ({case.reject})" if case.reject else "accepted",
                       f"refused: {refused}" if refused is not None else "accepted")
        elif refused is not None:
            if case.service and to_text(case.service) != refused:
                self.block(case, None, f"refused: {to_text(case.service)}", f"refused: {refused}")
        else:
            for number, event in enumerate(batch, start=1):
                self.events[case.source] += 1
                self.judge(case, event, request["logEventMessages"][number - 1], answer["matches"].get(number))

    def judge(self, case, event, message, match):
        if case.dialect == "leftmost":
            glob = self.globs.get((case.pattern, event.text))
            if glob is not None and glob != (event.outcome == "match"):
                self.dialects[case.title()]["glob" if glob == (match is not None) else "leftmost"] += 1
                return
        for we, service in compare_event(event, message, match):
            self.different_events[case.source] += 1
            self.block(case, event, we, service)

    def block(self, case, event, we, service):
        self.different[case.source].add(case.title())
        dialect = ", dialect leftmost" if case.dialect == "leftmost" else ""
        line = event.line if event else case.line
        print(f"{os.path.relpath(case.file)}:{line}: {case.title()} [{case.source}{dialect}]")
        print(f"  pattern  {shown(to_text(case.pattern))}")
        if event:
            print(f"  event    {shown(to_text(event.text))}")
        print(f"  we say   {we}\n  service  {service}\n", flush=True)

    def summary(self):
        print(f"{'source':15}{'cases':>8}{'differ':>8}{'events':>8}{'differ':>8}")
        rows = [[len(self.asked[name]), len(self.different[name]), self.events[name], self.different_events[name]]
                for name in SOURCES]
        for title, row in zip([*SOURCES, "all"], [*rows, map(sum, zip(*rows))]):
            print(f"{title:15}" + "".join(f"{figure:8}" for figure in row))
        for title, like in self.dialects.items():
            words = " and ".join(f"like {name} ({like[name]})" for name in sorted(like))
            print(f"{title}: the service answers {words}")
        for reason, count in sorted(self.skipped.items()):
            print(f"skipped {count:7}: {reason}")


def show_progress(done, total):
    if sys.stderr.isatty():
        print(f"\r{done} of {total} requests", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done % 100 == 0 or done == total:
        print(f"{done} of {total} requests", file=sys.stderr, flush=True)


def replay(options, requests, report):
    if not shutil.which(options.aws):
        raise Stop(f"`{options.aws}` is not there; install the AWS command, or name it with --aws")
    with tempfile.TemporaryDirectory() as folder, open(options.save or os.devnull, "w", encoding="utf-8") as record:
        service = Service(options, folder)
        for done, (case, batch, request) in enumerate(requests, start=1):
            answer = service.ask(request)
            print(json.dumps({"case": case.title(), "source": case.source, "request": request, "answer": answer}),
                  file=record, flush=True)
            report.add(case, batch, request, answer)
            show_progress(done, len(requests))


def read_options():
    parser = argparse.ArgumentParser(
        prog="check-live.sh", formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Asks CloudWatch Logs (TestMetricFilter) every conformance case; shows where it answers otherwise.",
        epilog="exit codes: 0 no difference, 1 differences, 2 could not ask\n"
               "needs credentials that allow logs:TestMetricFilter, and a region")
    parser.add_argument("wanted", nargs="*", metavar="FILE|NAME",
                        help="case files (.txt), or names: CASE, FILE or FILE.CASE")
    parser.add_argument("--our-choice", action="store_true", help="only cases that nobody has recorded")
    parser.add_argument("--dry-run", action="store_true", help="ask nothing; print each request as a line of JSON")
    parser.add_argument("--rate", type=float, default=4, metavar="N",
                        help="requests a second (4; the service allows about 5)")
    parser.add_argument("--save", metavar="FILE", help="write each request and its answer as a line of JSON")
    parser.add_argument("--profile", metavar="NAME", help="passed on to the AWS command")
    parser.add_argument("--region", metavar="NAME", help="passed on to the AWS command")
    parser.add_argument("--aws", metavar="COMMAND", default=os.environ.get("AWS") or "aws",
                        help="the AWS command (the environment variable AWS, or aws)")
    options = parser.parse_args()
    if not options.rate > 0:
        parser.error("--rate must be more than 0")
    return options


def main():
    options = read_options()
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    skipped = collections.Counter()
    report = None
    try:
        read, chosen = choose(options)
        requests = list(plan(chosen, skipped))
        if options.dry_run:
            for case, _, request in requests:
                print(json.dumps({"case": case.title(), "request": request}))
            return 0
        report = Report(read, skipped)
        replay(options, requests, report)
        trouble = None if any(report.asked.values()) else "nothing was asked"
    except (Stop, Malformed, OSError) as problem:
        trouble = str(problem)
    except KeyboardInterrupt:
        trouble = "interrupted"
    if report and any(report.asked.values()):
        report.summary()
    if trouble:
        print(f"check-live: {trouble}", file=sys.stderr)
        return 2
    return 1 if any(report.different.values()) else 0


sys.exit(main())
