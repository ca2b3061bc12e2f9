#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`coverwatch audit` over the recording of a whole chain, and over copies of it with one thing changed by hand: each
control at each link, evidence removed, files damaged, several accounts. Says which link must not pass, with which
status and for which reason; every other link must. The program's path comes as first argument."""
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from verdicts import LINKS, audit, controls_of, edit, report

RECORDED = Path(__file__).resolve().parent / "recorded"
PROGRAM = Path(sys.argv.pop(1)).resolve()
CONTROLS = controls_of(PROGRAM)
ACCOUNT, REGION = "123456789012", "us-east-1"
TRAIL_ARN = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/main"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:alerts"
OTHER_TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:nobody"

# The files of the recording, by the beginning of their names.
TRAILS, STATUS, SELECTORS = "describe-trails", "get-trail-status", "get-event-selectors"
FILTERS, ALARMS, ALL_SUBSCRIPTIONS = "describe-metric-filters", "describe-alarms", "list-subscriptions.json"
SUBSCRIPTIONS, ATTRIBUTES = "list-subscriptions-by-topic", "get-subscription-attributes"
FILES = (TRAILS, STATUS, SELECTORS, FILTERS, ALARMS, ALL_SUBSCRIPTIONS, SUBSCRIPTIONS, ATTRIBUTES)


def trail(**changes):
    return TRAILS, lambda output: update(output["trailList"][0], changes)


def status(**changes):
    return STATUS, lambda output: update(output, changes)


def selector(**changes):
    return SELECTORS, lambda output: update(output["EventSelectors"][0], changes)


def advanced(*fields):
    """One advanced selector of management events, with these conditions besides."""
    category = {"Field": "eventCategory", "Equals": ["Management"]}
    return SELECTORS, lambda output: update(
        output, {"EventSelectors": None, "AdvancedEventSelectors": [{"FieldSelectors": [category, *fields]}]})


def metric_filter(**changes):
    """Of one control. A pattern may be a function of the control's own."""
    def change(output, control):
        found = one(output["metricFilters"], "filterName", control)
        pattern = changes.get("filterPattern")
        update(found, changes | ({"filterPattern": pattern(found["filterPattern"])} if callable(pattern) else {}))
    return FILTERS, change


def transformation(**changes):
    return FILTERS, lambda output, control: update(
        one(output["metricFilters"], "filterName", control)["metricTransformations"][0], changes)


def alarm(**changes):
    return ALARMS, lambda output, control: update(one(output["MetricAlarms"], "AlarmName", control), changes)


def without(file, key, name):
    return file, lambda output, control: output[key].remove(one(output[key], name, control))


def expression(text, **changes):
    """An alarm of an expression in place of the control's own metric, which is `m1` in it."""
    def change(output, control):
        found = one(output["MetricAlarms"], "AlarmName", control)
        stat = {"Metric": {"Namespace": found["Namespace"], "MetricName": found["MetricName"], "Dimensions": []},
                "Period": 300, "Stat": "Sum"}
        queries = [{"Id": "m1", "MetricStat": stat, "ReturnData": False}] if "m1" in text else []
        queries.append({"Id": "e1", "Expression": text.replace("{}", control), "ReturnData": True})
        gone = dict.fromkeys(("MetricName", "Namespace", "Statistic", "Period"))
        update(found, gone | {"Metrics": queries} | changes)
    return ALARMS, change


def composite(rule, **changes):
    """The alarm has no action of its own; a composite alarm of this rule has."""
    def change(output, control):
        found = one(output["MetricAlarms"], "AlarmName", control)
        output["CompositeAlarms"].append({
            "AlarmName": "all", "AlarmArn": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:all", "ActionsEnabled": True,
            "AlarmActions": found["AlarmActions"], "AlarmRule": rule.replace("{}", control)} | changes)
        found["AlarmActions"] = []
    return ALARMS, change


def one(records, key, value):
    return next(r for r in records if r[key] == value)


def update(record, changes):
    """None takes a key away."""
    record.update(changes)
    for key in [k for k, v in changes.items() if v is None]:
        del record[key]


ADVANCED_ALL = advanced()
NOT_STOP = {"Field": "eventName", "NotEquals": ["StopLogging"]}
MAJORITY = 'ALARM("{}") AND ALARM("another")'

# Link, reason, status, what is changed, and which controls that is about (nothing: all).
OF_THE_ACCOUNT = [
    ("trail", "no_trail", "failed", (TRAILS, lambda output: output["trailList"].clear()), None),
    ("trail", "not_multi_region", "failed", trail(IsMultiRegionTrail=False), None),
    ("logging", "not_logging", "failed", status(IsLogging=False), None),
    ("events", "no_management_events", "failed", selector(IncludeManagementEvents=False), None),
    ("events", "read_or_write_only", "failed", selector(ReadWriteType="ReadOnly"), None),
    ("events", "read_or_write_only", "failed", selector(ReadWriteType="WriteOnly"), None),
    ("events", "source_excluded", "failed", selector(ExcludeManagementEventSources=["kms.amazonaws.com"]),
     ("4.1", "4.3", "4.7")),
    ("events", "selector_excludes", "failed", advanced(NOT_STOP), ("4.1", "4.3", "4.5")),
    ("events", "no_global_services", "failed", trail(IncludeGlobalServiceEvents=False), None),
    ("delivery", "no_log_group", "failed", trail(CloudWatchLogsLogGroupArn=None, CloudWatchLogsRoleArn=None), None),
    ("delivery", "delivery_fails", "failed", status(LatestCloudWatchLogsDeliveryError="Access denied."), None),
    ("delivery", "never_delivered", "unknown", status(LatestCloudWatchLogsDeliveryTime=None), None),
    ("filter", "no_filter", "failed", (FILTERS, lambda output: output["metricFilters"].clear()), None),
    ("alarm", "no_alarm", "failed", (ALARMS, lambda output: output["MetricAlarms"].clear()), None),
    ("subscriber", "filter_policy", "failed", (ATTRIBUTES, lambda output: output["Attributes"].update(
        FilterPolicy='{"severity":["high"]}', FilterPolicyScope="MessageAttributes")), None),
    ("subscriber", "filter_policy", "unknown", (ATTRIBUTES, lambda output: output["Attributes"].update(
        FilterPolicy='{"AlarmName":["4.1"]}', FilterPolicyScope="MessageBody")), None),
]

# The same, of one control at a time; each is made for each of the controls.
OF_A_CONTROL = [
    ("filter", "not_covered", "failed",
     metric_filter(filterPattern=lambda old: "{ (" + old.strip()[1:-1] + ') && $.awsRegion = "eu-west-1" }')),
    ("filter", "not_covered", "failed", without(FILTERS, "metricFilters", "filterName")),
    ("filter", "not_covered", "failed", metric_filter(filterPattern="{ $.eventName = }")),
    ("filter", "selected_fields_only", "unknown",
     metric_filter(fieldSelectionCriteria='@aws.region = "us-east-1"')),
    ("filter", "transformed_logs", "unknown", metric_filter(applyOnTransformedLogs=True)),
    ("metric", "no_metric", "failed", metric_filter(metricTransformations=[])),
    ("metric", "value_not_constant", "failed", transformation(metricValue="$.count")),
    ("metric", "value_not_positive", "failed", transformation(metricValue="0")),
    ("metric", "value_not_positive", "failed", transformation(metricValue="-1")),
    ("alarm", "no_alarm", "failed", without(ALARMS, "MetricAlarms", "AlarmName")),
    ("alarm", "other_namespace", "failed", alarm(Namespace="LogMetrics")),
    ("alarm", "dimensions_do_not_meet", "failed", alarm(Dimensions=[{"Name": "Region", "Value": "eu-west-1"}])),
    ("alarm", "dimensions_do_not_meet", "failed", transformation(dimensions={"Region": "$.awsRegion"})),
    ("alarm", "unit_does_not_meet", "failed", alarm(Unit="Seconds")),
    ("alarm", "never_breaches", "failed", alarm(Statistic="Maximum", Threshold=2.0)),
    ("alarm", "breaches_always", "failed", alarm(Threshold=-1.0, TreatMissingData="breaching")),
    ("alarm", "needs_many_events", "failed", alarm(Threshold=5.0)),
    ("alarm", "needs_many_periods", "failed", alarm(EvaluationPeriods=3, DatapointsToAlarm=3)),
    ("alarm", "diluted", "failed",
     (FILTERS, transformation(defaultValue=0)[1], ALARMS, alarm(Statistic="Average")[1])),
    ("alarm", "percentile", "unknown", alarm(Statistic=None, ExtendedStatistic="p99")),
    ("alarm", "metric_math", "unknown", expression("m1 * 1")),
    ("alarm", "anomaly", "unknown", expression(
        "ANOMALY_DETECTION_BAND(m1, 2)", Threshold=None, ThresholdMetricId="e1",
        ComparisonOperator="GreaterThanUpperThreshold")),
    ("alarm", "query", "unknown", expression('SELECT SUM("{}") FROM "CIS"')),
    ("action", "actions_disabled", "failed", alarm(ActionsEnabled=False)),
    ("action", "no_action", "failed", alarm(AlarmActions=[])),
    ("action", "no_topic", "failed", alarm(AlarmActions=["arn:aws:automate:us-east-1:ec2:stop"])),
    ("action", "composite_only", "unknown", composite(MAJORITY)),
    ("action", "actions_disabled", "failed", composite('ALARM("{}")', ActionsEnabled=False)),
    ("subscriber", "no_subscription", "failed", alarm(AlarmActions=[OTHER_TOPIC])),
]

# Which files a link rests on: one of each group must be there. The ones behind rest on those before.
EVIDENCE = {"trail": [{TRAILS}], "logging": [{STATUS}], "events": [{SELECTORS}], "delivery": [{STATUS}],
            "filter": [{FILTERS}], "metric": [{FILTERS}], "alarm": [{ALARMS}], "action": [{ALARMS}],
            "subscriber": [{ALL_SUBSCRIPTIONS, SUBSCRIPTIONS}, {ATTRIBUTES}]}


class Copies(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="coverwatch-audit-")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        self.restore()

    def restore(self):
        for old in self.folder.iterdir():
            shutil.rmtree(old)
        shutil.copytree(RECORDED / ACCOUNT, self.folder / ACCOUNT)
        self.home = self.folder / ACCOUNT / REGION

    def file(self, beginning):
        found = sorted(self.home.glob(beginning + "*"))
        self.assertEqual(len(found), 1, found)
        return found[0]

    def change(self, what, changes, *control):
        """`changes`: file, function, file, function ..."""
        for file, function in zip(changes[::2], changes[1::2]):
            edit(self.file(file), what, lambda output, function=function: function(output, *control))

    def judged(self, *arguments):
        return audit(PROGRAM, self.folder, arguments=arguments)

    def expect(self, code, wrong, accounts=(ACCOUNT,)):
        """`wrong`: `{(account, control): {link: (status, (reason,))}}`; everything else has passed."""
        expected = {(a, c): wrong.get((a, c), {}) for a in accounts for c in CONTROLS}
        self.assertEqual(self.judged(), (code, expected))


class Whole(Copies):
    def test_the_whole_chain_passes(self):
        self.assertEqual(len(CONTROLS), 15)
        self.expect(0, {})

    def test_advanced_selectors_of_all_management_events(self):
        self.change("advanced event selectors", ADVANCED_ALL)
        self.expect(0, {})

    def test_a_composite_alarm_that_surely_rings(self):
        self.change("acts through a composite alarm", composite('ALARM("{}") OR ALARM("another")'), "4.4")
        self.expect(0, {})


class Broken(Copies):
    def check(self, link, reason, status, controls):
        wrong = {(ACCOUNT, c): {link: (status, (reason,))} for c in controls}
        self.expect({"failed": 1, "unknown": 3}[status], wrong)

    def test_each_link_of_the_account(self):
        for number, (link, reason, status, changes, controls) in enumerate(OF_THE_ACCOUNT):
            with self.subTest(number=number, link=link, reason=reason):
                self.restore()
                self.change(reason, changes)
                self.check(link, reason, status, controls or CONTROLS)

    def test_each_link_of_each_control(self):
        for (number, (link, reason, status, changes)), control in itertools.product(enumerate(OF_A_CONTROL), CONTROLS):
            with self.subTest(number=number, link=link, reason=reason, control=control):
                self.restore()
                self.change(reason, changes, control)
                self.check(link, reason, status, [control])

    def test_no_subscription_is_confirmed(self):
        def pending(output):
            output["Subscriptions"][0]["SubscriptionArn"] = "PendingConfirmation"
        self.change("not confirmed", (SUBSCRIPTIONS, pending, ALL_SUBSCRIPTIONS, pending))
        self.file(ATTRIBUTES).unlink()  # they can be asked of a confirmed one only
        self.check("subscriber", "not_confirmed", "failed", CONTROLS)

    def test_a_pattern_that_the_service_refuses(self):
        self.change("not a pattern", metric_filter(filterPattern="{ $.eventName = }"), "4.4")
        _, written = report(PROGRAM, self.folder)
        remarks = {r["reason"] for f in written["findings"] for link in f["links"] for r in link["remarks"]}
        self.assertEqual(remarks - {"newer_fields_not_told"}, {"not_covered", "filter_refused"})

    def test_the_event_that_is_lost(self):
        """It matches the control's pattern; and no filter's, where a filter lost it."""
        def matches(pattern, event):
            done = subprocess.run([PROGRAM, "match", "-c", pattern, "-"], input=event, capture_output=True, text=True)
            return done.stdout == "1\n"
        events = 0
        for (link, reason, _, changes), control in itertools.product(OF_A_CONTROL, ("4.3", "4.7")):
            with self.subTest(link=link, reason=reason, control=control):
                self.restore()
                self.change(reason, changes, control)
                links = [lost for f in report(PROGRAM, self.folder)[1]["findings"] for lost in f["links"]]
                for lost in filter(lambda lost: lost["status"] == "failed" and lost["witness"], links):
                    events += 1
                    self.assertTrue(matches(CONTROLS[control], lost["witness"]), lost["witness"])
                    if link == "filter":
                        deployed = json.loads(self.file(FILTERS).read_text())["output"]["metricFilters"]
                        for each in deployed:
                            self.assertFalse(matches(each["filterPattern"], lost["witness"]), each)
        self.assertGreater(events, 20)

    def test_every_link_is_broken_for_every_control(self):
        links = {link for link, _, _, _, controls in OF_THE_ACCOUNT if controls is None}
        self.assertEqual(links | {link for link, *_ in OF_A_CONTROL}, set(LINKS))


class Evidence(Copies):
    def rest(self, files):
        """Links in order that these files leave unknown or unsaid, up to the first of either."""
        return [link for link in LINKS if any(group.isdisjoint(files) for group in EVIDENCE[link])]

    def check(self, code, files):
        """Nothing fails for want of a file, and nothing passes that rests on one that is not there."""
        unproven = self.rest(files)
        found, verdicts = self.judged()
        self.assertEqual(found, code if unproven else max(code - 3, 0) or (2 if code == 2 else 0))
        self.assertEqual(set(verdicts), {(ACCOUNT, c) for c in CONTROLS})
        for key, wrong in verdicts.items():
            self.assertEqual({status for status, _ in wrong.values()}, {"unknown"} if unproven else set(), (key, wrong))
            self.assertEqual(set(wrong) - set(unproven), set(), key)
            if unproven:
                self.assertEqual(next(iter(wrong)), unproven[0], (key, wrong))

    def test_without_any_of_its_files(self):
        for count in range(1, len(FILES)):
            for files in itertools.combinations(FILES, count):
                with self.subTest(files=files):
                    self.restore()
                    for file in set(FILES) - set(files):
                        self.file(file).unlink()
                    self.check(3, files)

    def test_a_command_that_was_refused(self):
        for file in FILES:
            with self.subTest(file=file):
                self.restore()
                path = self.file(file)
                document = json.loads(path.read_text())
                document |= {"output": None, "error": "An error occurred (AccessDenied)", "exit_code": 254}
                path.write_text(json.dumps(document))
                self.check(3, set(FILES) - {file})

    def test_a_damaged_file(self):
        for file, damage in itertools.product(FILES, (lambda b: b[:len(b) // 2], lambda b: b"", lambda b: b"{}" + b)):
            with self.subTest(file=file):
                self.restore()
                path = self.file(file)
                path.write_bytes(damage(path.read_bytes()))
                found, verdicts = self.judged()
                self.assertEqual(found, 2)
                for link in self.rest(set(FILES) - {file}) if damage(b"{") != b"{}{" else ():
                    for key, wrong in verdicts.items():
                        self.assertIn("unknown", {status for status, _ in wrong.values()}, (key, link))

    def test_nothing_to_read(self):
        shutil.rmtree(self.folder / ACCOUNT)
        (self.folder / ACCOUNT).mkdir()
        self.assertEqual(self.judged()[0], 2)


class Shapes(Copies):
    def copy(self, account, region, home):
        """The recording as of another account and region."""
        target = self.folder / account / region
        shutil.copytree(RECORDED / ACCOUNT / REGION, target)
        for path in target.iterdir():
            text = path.read_text().replace(ACCOUNT, account).replace(REGION, region)
            document = json.loads(text)
            document["edited"] = "account and region"
            path.write_text(json.dumps(document))
        return target

    def elsewhere(self, region):
        """What a region answers that has nothing of its own: the trail's shadow."""
        target = self.folder / ACCOUNT / region
        target.mkdir()
        for name in (TRAILS, FILTERS, ALARMS, "list-subscriptions"):
            shutil.copy(self.home / f"{name}.json", target)
            document = json.loads((target / f"{name}.json").read_text())
            document["region"], document["edited"] = region, "another region"
            if name != TRAILS:
                document["output"] = {key: [] for key in document["output"]}
            (target / f"{name}.json").write_text(json.dumps(document))

    def test_two_accounts_in_three_regions(self):
        self.elsewhere("eu-west-1")
        self.elsewhere("ap-south-1")
        other = self.copy("210987654321", "eu-west-1", self.home)
        accounts = (ACCOUNT, "210987654321")
        self.expect(0, {}, accounts)
        status = next(other.glob(STATUS + "*"))
        edit(status, "IsLogging", lambda output: output.update(IsLogging=False))
        self.expect(1, {("210987654321", c): {"logging": ("failed", ("not_logging",))} for c in CONTROLS}, accounts)

    def test_an_organization_trail_that_logs_to_a_member(self):
        owner = "999988887777"
        arn = TRAIL_ARN.replace(ACCOUNT, owner)
        for beginning in (TRAILS, STATUS, SELECTORS):
            path = self.file(beginning)
            document = json.loads(path.read_text().replace(TRAIL_ARN, arn))
            document["edited"] = "an organization trail of another account"
            if beginning == TRAILS:
                document["output"]["trailList"][0]["IsOrganizationTrail"] = True
            path.write_text(json.dumps(document))
        self.expect(0, {})
        management = self.folder / owner / REGION
        management.mkdir(parents=True)
        document = json.loads(self.file(TRAILS).read_text()) | {"account": owner}
        (management / "describe-trails.json").write_text(json.dumps(document))
        self.expect(0, {}, (ACCOUNT, owner))

    def pages(self):
        first = self.file(FILTERS)
        document = json.loads(first.read_text())
        whole = document["output"]["metricFilters"]
        for number, part in ((1, whole[:7]), (2, whole[7:])):
            document["output"] = {"metricFilters": part} | ({"nextToken": "t"} if number == 1 else {})
            (self.home / f"{FILTERS}.{number}.json").write_text(json.dumps(document | {"edited": "pages"}))
        first.unlink()
        return {f["filterName"] for f in whole[7:]}

    def test_pages(self):
        self.pages()
        self.expect(0, {})

    def test_a_page_is_missing(self):
        lost = self.pages()
        (self.home / f"{FILTERS}.2.json").unlink()
        code, verdicts = self.judged()
        self.assertEqual(code, 3)
        for (_, control), wrong in verdicts.items():
            first = {link: (status, reasons[0]) for link, (status, reasons) in wrong.items()}
            self.assertEqual(first, {"filter": ("unknown", "filters_not_known")} if control in lost else {})

    def test_outputs_saved_by_hand(self):
        for path in self.home.iterdir():
            path.write_text(json.dumps(json.loads(path.read_text())["output"]))
        self.expect(0, {})


if __name__ == "__main__":
    unittest.main()
