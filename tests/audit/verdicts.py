# SPDX-License-Identifier: Apache-2.0
"""What `coverwatch audit` says of a folder, boiled down to what the tests of the audit compare: for each account and
control the links that have not passed, each with its status and the reasons that made it so."""
import json
import subprocess

LINKS = ("trail", "logging", "events", "delivery", "filter", "metric", "alarm", "action", "subscriber")
BENCHMARK = "cis-5.0"
# The one thing that moto's server cannot tell: it delivers nothing. Each document that it is put into says so.
DELIVERED = ("LatestCloudWatchLogsDeliveryTime", "2026-11-21T18:20:00+00:00")


def controls_of(program):
    """`{"4.1": the normative pattern, ...}` of the benchmark."""
    answer = subprocess.run([program, "catalog", BENCHMARK, "--format", "json"], capture_output=True, check=True)
    return {c["control"]: c["normative"]["pattern"] for c in json.loads(answer.stdout)["controls"]}


def report(program, *paths, arguments=()):
    """The exit code, and the report as it is written for programs."""
    options = ["--benchmark", BENCHMARK, "--format", "json", *arguments]
    done = subprocess.run([program, "audit", *options, *map(str, paths)], capture_output=True, text=True)
    if not done.stdout:
        raise AssertionError(f"exit code {done.returncode}, and said: {done.stderr.strip()}")
    written = json.loads(done.stdout)
    assert written["exit_code"] == done.returncode, (written["exit_code"], done.returncode)
    return done.returncode, written


def audit(program, *paths, arguments=()):
    """The exit code, and `{(account, "4.1"): {link: (status, reasons)}}` with the links that have not passed. Those
    that are blocked are left out: nothing is said of them."""
    code, written = report(program, *paths, arguments=arguments)
    verdicts = {}
    for finding in written["findings"]:
        assert tuple(link["link"] for link in finding["links"]) == LINKS, finding["links"]
        wrong, before = {}, "passed"
        for link in finding["links"]:
            if link["status"] == "blocked":  # only behind a link that has not passed
                assert before != "passed", (finding["control"]["id"], link)
            elif link["status"] != "passed":
                before = link["status"]
                reasons = tuple(dict.fromkeys(r["reason"] for r in link["remarks"] if r["decisive"]))
                wrong[link["link"]] = link["status"], reasons
        worst = {status for status, _ in wrong.values()}
        expected = "failed" if "failed" in worst else "unknown" if worst else "passed"
        assert finding["status"] == expected, (finding["control"]["id"], finding["status"], wrong)
        verdicts[finding["account"], finding["control"]["id"].split(":")[1]] = wrong
    return code, verdicts


def edit(path, what, change):
    """One file of a collection, changed by hand: `change` gets what the command printed; the envelope says `what`."""
    document = json.loads(path.read_text())
    change(document["output"])
    document["edited"] = "; ".join(filter(None, (document.get("edited"), what)))
    path.write_text(json.dumps(document, indent=1) + "\n")


def deliver(folder):
    for path in sorted(folder.rglob("get-trail-status.*.json")):
        if json.loads(path.read_text())["output"] is not None:
            edit(path, "LatestCloudWatchLogsDeliveryTime added", lambda status: status.update([DELIVERED]))
