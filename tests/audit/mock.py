# SPDX-License-Identifier: Apache-2.0
"""A stand-in for AWS on loopback (moto's server, of build/audit-venv) and the real AWS command aimed at it. The chain
of a whole benchmark is created in it, and examples/collect.sh runs against it unchanged, through an `aws` that comes
first in PATH. Nothing goes over the network. Why it cannot run, if it cannot, is `Unavailable`."""
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = ROOT / "build" / "audit-venv" / "bin" / "moto_server"
COLLECT = ROOT / "examples" / "collect.sh"

ACCOUNT, REGION = "123456789012", "us-east-1"
TRAIL, GROUP, NAMESPACE = "main", "cloudtrail", "CIS"
GROUP_ARN = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{GROUP}:*"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/cloudtrail-to-logs"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:alerts"
ALL_EVENTS = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [],
              "ExcludeManagementEventSources": []}

# `denied` beside it lists commands, one on a line, that are answered as the service answers without a permission. Few
# regions are enabled.
WRAPPER = """#!/bin/sh
while read -r denied; do
  case " $* " in *" $denied "*)
    echo "An error occurred (AccessDenied) when calling the operation: not authorized to perform: $denied" >&2
    exit 254 ;;
  esac
done < "${0%%/*}/denied"
case " $* " in *" ec2 describe-regions "*) set -- "$@" --region-names %s ;; esac
exec %s --endpoint-url %s "$@"
"""


class Unavailable(Exception):
    pass


class Mock:
    REGIONS = (REGION, "ap-south-1")

    def __init__(self):
        command = "/usr/bin/aws" if os.access("/usr/bin/aws", os.X_OK) else shutil.which("aws")
        if command is None or not os.access(SERVER, os.X_OK):
            what = "the AWS command" if command is None else f"moto's server in {SERVER.parent}"
            raise Unavailable(f"{what} is not here; script/bootstrap --audit installs it")
        self.folder = Path(tempfile.mkdtemp(prefix="coverwatch-mock-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.filters = set()
        self.log = self.folder / "log"
        with open(self.log, "wb") as log:
            self.server = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log)
        wrapper = self.folder / "aws"
        wrapper.write_text(WRAPPER % (" ".join(self.REGIONS), command, f"http://127.0.0.1:{port}"))
        wrapper.chmod(0o755)
        self.deny()
        self.environment = {
            "PATH": f"{self.folder}:{os.environ['PATH']}", "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
            "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": "", "NO_PROXY": "127.0.0.1"}
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if self.server.poll() is not None:
                break
            time.sleep(0.1)
        message = self.log.read_text(errors="replace")[-500:]
        self.close()
        raise Unavailable(f"moto's server does not start: {message}")

    def close(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder)

    def deny(self, *commands):
        """These commands, `sns list-subscriptions`, fail from now on; no others."""
        (self.folder / "denied").write_text("".join(f"{c}\n" for c in commands))

    def aws(self, *arguments, **environment):
        """What the AWS command answers, read from JSON. Arguments that are no strings are written as JSON."""
        words = [a if isinstance(a, str) else json.dumps(a) for a in arguments]
        done = subprocess.run([self.folder / "aws", "--output", "json", *words], capture_output=True, text=True,
                              env=self.environment | environment)
        if done.returncode:
            raise AssertionError(f"aws {' '.join(words)}: {done.stderr.strip()}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def collect(self, *arguments, **environment):
        return subprocess.run([COLLECT, *map(str, arguments)], capture_output=True, text=True,
                              env=self.environment | environment)

    def versions(self):
        """Of moto and of the AWS command."""
        moto = subprocess.run([SERVER.with_name("pip"), "freeze"], capture_output=True, text=True, check=True).stdout
        words = subprocess.run([self.folder / "aws", "--version"], capture_output=True, text=True, check=True,
                               env=self.environment).stdout
        return next(line for line in moto.splitlines() if line.startswith("moto==")), words.split()[0]

    # The chain: a trail that delivers to a log group, and for each control a metric filter and an alarm of its name.

    def create_trail(self):
        self.aws("s3api", "create-bucket", "--bucket", "trail-logs")
        self.aws("logs", "create-log-group", "--log-group-name", GROUP)
        self.aws("iam", "create-role", "--role-name", "cloudtrail-to-logs", "--assume-role-policy-document", "{}")
        self.aws("cloudtrail", "create-trail", "--name", TRAIL, "--s3-bucket-name", "trail-logs",
                 "--is-multi-region-trail", "--cloud-watch-logs-log-group-arn", GROUP_ARN,
                 "--cloud-watch-logs-role-arn", ROLE)
        self.aws("cloudtrail", "start-logging", "--name", TRAIL)
        self.select_events()

    def select_events(self, **changes):
        self.aws("cloudtrail", "put-event-selectors", "--trail-name", TRAIL, "--event-selectors",
                 [ALL_EVENTS | changes])

    def create_topic(self, name="alerts"):
        """Its ARN; the subscription is confirmed at once, whatever the protocol."""
        arn = self.aws("sns", "create-topic", "--name", name)["TopicArn"]
        return arn, self.aws("sns", "subscribe", "--topic-arn", arn, "--protocol", "email", "--notification-endpoint",
                             "security@example.com", "--return-subscription-arn")["SubscriptionArn"]

    def delete_filter(self, control):
        self.filters.discard(control)
        self.aws("logs", "delete-metric-filter", "--log-group-name", GROUP, "--filter-name", control)

    def put_filter(self, control, pattern, **changes):
        """In place of the one of that name: so does the service; the stand-in would keep both."""
        if control in self.filters:
            self.delete_filter(control)
        self.filters.add(control)
        transformation = {"metricName": control, "metricNamespace": NAMESPACE, "metricValue": "1"} | changes
        self.aws("logs", "put-metric-filter", "--log-group-name", GROUP, "--filter-name", control, "--filter-pattern",
                 pattern, "--metric-transformations", [transformation])

    def put_alarm(self, control, **changes):
        self.aws("cloudwatch", "put-metric-alarm", "--cli-input-json", {
            "AlarmName": control, "MetricName": control, "Namespace": NAMESPACE, "Statistic": "Sum", "Period": 300,
            "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "TreatMissingData": "notBreaching", "AlarmActions": [TOPIC]} | changes)

    def create_chain(self, controls):
        """All of it, for `{"4.1": pattern, ...}`."""
        self.create_trail()
        self.create_topic()
        for control, pattern in controls.items():
            self.put_filter(control, pattern)
            self.put_alarm(control)
