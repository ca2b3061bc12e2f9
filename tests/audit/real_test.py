#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The real AWS command against a stand-in for AWS, examples/collect.sh, and `coverwatch audit` over what came out: the
whole chain passes; then one thing at a time is broken through the API, and just that link fails, of just those
controls. The program's path comes as first argument. Exits with 77, and says why, where either is not here."""
import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from mock import ACCOUNT, GROUP_ARN, REGION, ROLE, TRAIL, Mock, Unavailable
from verdicts import audit, controls_of, deliver

PROGRAM = Path(sys.argv.pop(1)).resolve()
CONTROLS = controls_of(PROGRAM)


class Real(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        MOCK.create_trail()
        cls.topic, cls.subscription = MOCK.create_topic()
        for control, pattern in CONTROLS.items():
            MOCK.put_filter(control, pattern)
            MOCK.put_alarm(control)

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="coverwatch-audit-")
        self.addCleanup(holder.cleanup)
        self.out = Path(holder.name) / "out"

    def collected(self, *arguments, code=0, **environment):
        shutil.rmtree(self.out, ignore_errors=True)
        done = MOCK.collect(self.out, *(arguments or ("--regions", REGION)), **environment)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, f"coverwatch audit {self.out}\n")
        for path in self.out.rglob("*.json"):
            self.assertEqual(json.loads(path.read_text())["coverwatch"], "aws-output/1", path)
        return done.stderr

    def expect(self, code, wrong, account=ACCOUNT):
        """`wrong`: `{control: {link: (status, (reason,))}}`; everything else has passed."""
        deliver(self.out)
        self.assertEqual(audit(PROGRAM, self.out), (code, {(account, c): wrong.get(c, {}) for c in CONTROLS}))

    def failing(self, link, reason, controls=CONTROLS):
        self.collected()
        self.expect(1, {c: {link: ("failed", (reason,))} for c in controls})

    def test_whole(self):
        """But for the one thing that the stand-in cannot tell, and that `deliver` adds."""
        self.collected()
        unknown = {"delivery": ("unknown", ("never_delivered",))}
        self.assertEqual(audit(PROGRAM, self.out), (3, {(ACCOUNT, c): unknown for c in CONTROLS}))
        self.expect(0, {})

    # The trail.

    def update_trail(self, *arguments):
        MOCK.aws("cloudtrail", "update-trail", "--name", TRAIL, *arguments)

    def test_one_region_only(self):
        self.update_trail("--no-is-multi-region-trail")
        self.addCleanup(self.update_trail, "--is-multi-region-trail")
        self.failing("trail", "not_multi_region")

    def test_no_global_services(self):
        self.update_trail("--no-include-global-service-events")
        self.addCleanup(self.update_trail, "--include-global-service-events")
        self.failing("events", "no_global_services")

    def test_not_logging(self):
        MOCK.aws("cloudtrail", "stop-logging", "--name", TRAIL)
        self.addCleanup(MOCK.aws, "cloudtrail", "start-logging", "--name", TRAIL)
        self.failing("logging", "not_logging")

    def test_events_that_are_not_recorded(self):
        self.addCleanup(MOCK.select_events)
        MOCK.select_events(ReadWriteType="ReadOnly")
        self.failing("events", "read_or_write_only")
        MOCK.select_events(ExcludeManagementEventSources=["kms.amazonaws.com"])
        self.failing("events", "source_excluded", ("4.1", "4.3", "4.7"))

    def test_no_log_group(self):
        def create(*group):
            MOCK.aws("cloudtrail", "delete-trail", "--name", TRAIL)
            MOCK.aws("cloudtrail", "create-trail", "--name", TRAIL, "--s3-bucket-name", "trail-logs",
                     "--is-multi-region-trail", *group)
            MOCK.aws("cloudtrail", "start-logging", "--name", TRAIL)
            MOCK.select_events()
        self.addCleanup(create, "--cloud-watch-logs-log-group-arn", GROUP_ARN, "--cloud-watch-logs-role-arn", ROLE)
        create()
        self.failing("delivery", "no_log_group")

    # One control: what is broken, and what is whole again behind it.

    def test_filters(self):
        """Each control's filter is broken in another way."""
        MOCK.put_filter("4.1", "{ (" + CONTROLS["4.1"].strip()[1:-1] + ') && $.userAgent != "console" }')
        MOCK.delete_filter("4.2")
        MOCK.put_filter("4.3", CONTROLS["4.3"], metricValue="0")
        MOCK.put_filter("4.4", CONTROLS["4.4"], dimensions={"Who": "$.userIdentity.arn"})
        broken = {"4.1": ("filter", "not_covered"), "4.2": ("filter", "not_covered"),
                  "4.3": ("metric", "value_not_positive"), "4.4": ("alarm", "dimensions_do_not_meet")}
        for control in broken:
            self.addCleanup(MOCK.put_filter, control, CONTROLS[control])
        self.collected()
        self.expect(1, {c: {link: ("failed", (reason,))} for c, (link, reason) in broken.items()})

    def test_alarms(self):
        """Each control's alarm is broken in another way."""
        broken = {
            "4.1": ("other_namespace", {"Namespace": "LogMetrics"}),
            "4.2": ("needs_many_events", {"Threshold": 10}),
            "4.3": ("needs_many_periods", {"EvaluationPeriods": 2}),
            "4.4": ("never_breaches", {"Statistic": "Maximum", "Threshold": 1,
                                       "ComparisonOperator": "GreaterThanThreshold"}),
            "4.5": ("dimensions_do_not_meet", {"Dimensions": [{"Name": "Region", "Value": REGION}]}),
            "4.6": ("unit_does_not_meet", {"Unit": "Bytes"}),
        }
        for control, (_, changes) in broken.items():
            MOCK.put_alarm(control, **changes)
            self.addCleanup(MOCK.put_alarm, control)
        MOCK.aws("cloudwatch", "delete-alarms", "--alarm-names", "4.7")
        self.addCleanup(MOCK.put_alarm, "4.7")
        wrong = {c: {"alarm": ("failed", (reason,))} for c, (reason, _) in broken.items()}
        self.collected()
        self.expect(1, wrong | {"4.7": {"alarm": ("failed", ("no_alarm",))}})

    def test_actions(self):
        quiet, subscription = MOCK.create_topic("quiet")
        self.addCleanup(MOCK.aws, "sns", "delete-topic", "--topic-arn", quiet)
        MOCK.aws("sns", "unsubscribe", "--subscription-arn", subscription)
        broken = {
            "4.8": ("action", "actions_disabled", {"ActionsEnabled": False}),
            "4.9": ("action", "no_action", {"AlarmActions": []}),
            "4.10": ("action", "no_topic", {"AlarmActions": [f"arn:aws:automate:{REGION}:ec2:stop"]}),
            "4.11": ("subscriber", "no_subscription", {"AlarmActions": [quiet]}),
        }
        for control, (_, _, changes) in broken.items():
            MOCK.put_alarm(control, **changes)
            self.addCleanup(MOCK.put_alarm, control)
        self.collected()
        self.expect(1, {c: {link: ("failed", (reason,))} for c, (link, reason, _) in broken.items()})

    def test_a_filter_policy(self):
        def policy(text):
            MOCK.aws("sns", "set-subscription-attributes", "--subscription-arn", Real.subscription, "--attribute-name",
                     "FilterPolicy", "--attribute-value", text)
        self.addCleanup(policy, "{}")
        policy('{"severity":["high"]}')
        self.failing("subscriber", "filter_policy")

    def test_nobody_is_subscribed(self):
        def again():
            Real.subscription = MOCK.aws("sns", "subscribe", "--topic-arn", self.topic, "--protocol", "email",
                                         "--notification-endpoint", "security@example.com",
                                         "--return-subscription-arn")["SubscriptionArn"]
        self.addCleanup(again)
        MOCK.aws("sns", "unsubscribe", "--subscription-arn", Real.subscription)
        self.failing("subscriber", "no_subscription")

    # The script.

    def test_commands_that_are_not_allowed(self):
        self.addCleanup(MOCK.deny)
        for denied, unknown in (
                (["cloudtrail get-trail-status", "sns get-subscription-attributes"],
                 {"logging": "status_not_known", "delivery": "delivery_not_known", "subscriber": "policy_not_known"}),
                (["cloudtrail get-event-selectors", "logs describe-metric-filters"],
                 {"events": "selectors_not_known", "filter": "filters_not_known"}),
                (["cloudwatch describe-alarms"], {"alarm": "alarms_not_known"})):
            with self.subTest(denied=denied):
                MOCK.deny(*denied)
                message = self.collected(code=1)
                for each in denied:
                    self.assertRegex(message, rf"\n  {each} in {REGION}: An error occurred \(AccessDenied\)")
                wrong = {link: ("unknown", (reason,)) for link, reason in unknown.items()}
                self.expect(3, dict.fromkeys(CONTROLS, wrong))

    def test_two_accounts(self):
        """The second one is entered as the AWS command does it, by credentials of a role; it has nothing."""
        self.collected()
        role = MOCK.aws("sts", "assume-role", "--role-arn", "arn:aws:iam::210987654321:role/auditor",
                        "--role-session-name", "audit")["Credentials"]
        done = MOCK.collect(self.out, "--regions", f"{REGION} eu-west-1", AWS_ACCESS_KEY_ID=role["AccessKeyId"],
                            AWS_SECRET_ACCESS_KEY=role["SecretAccessKey"], AWS_SESSION_TOKEN=role["SessionToken"])
        self.assertEqual(done.returncode, 0, done.stderr)
        deliver(self.out)
        found, verdicts = audit(PROGRAM, self.out)
        self.assertEqual(found, 1)
        for control in CONTROLS:
            self.assertEqual(verdicts[ACCOUNT, control], {})
            self.assertEqual(verdicts["210987654321", control], {"trail": ("failed", ("no_trail",))})
        for path in self.out.rglob("*.json"):
            for secret in ("testing", role["SecretAccessKey"], role["SessionToken"]):
                self.assertNotIn(secret, path.read_text())

    def regions(self):
        return {path.name for path in (self.out / ACCOUNT).iterdir()}

    def test_the_regions_asked(self):
        self.addCleanup(MOCK.deny)
        done = MOCK.collect(self.out)
        self.assertEqual((done.returncode, self.regions()), (0, set(MOCK.REGIONS)), done.stderr)
        MOCK.deny("ec2 describe-regions")
        shutil.rmtree(self.out)
        done = MOCK.collect(self.out)
        self.assertEqual((done.returncode, self.regions()), (1, {REGION}), done.stderr)
        self.assertIn(f"not known; asking {REGION}\n", done.stderr)

    def test_arguments(self):
        for arguments, message in (([], "Usage: collect.sh OUT"), (["--regions"], "--regions needs a value"),
                                   (["--nonsense"], "unknown option --nonsense"), ([""], "is empty"),
                                   ([str(self.out), "--regions", " "], "--regions names none"),
                                   ([str(self.out), "another"], "one output folder is enough")):
            done = MOCK.collect(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertIn(message, done.stderr)
        self.assertEqual(MOCK.collect("--help").returncode, 0)
        (self.out / ACCOUNT).mkdir(parents=True)
        done = MOCK.collect(self.out, "--regions", REGION)
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"{ACCOUNT} is there already", done.stderr)
        self.addCleanup(MOCK.deny)
        MOCK.deny("sts get-caller-identity")
        self.assertIn("AccessDenied", MOCK.collect(self.out).stderr)


if __name__ == "__main__":
    try:
        MOCK = Mock()
    except Unavailable as why:
        print(f"skipped: {why}")
        sys.exit(77)
    try:
        done = unittest.main(exit=False, verbosity=2)
    finally:
        MOCK.close()
    sys.exit(not done.result.wasSuccessful())
