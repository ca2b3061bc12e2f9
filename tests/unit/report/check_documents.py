#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads reports as other programs would: `check_documents.py junit|html|json|sarif|ocsf|asff FOLDER`. Prints what is
wrong and exits 1; exits 77 where the module jsonschema, which only `json` needs, is not installed."""
import json
import re
import sys
import xml.etree.ElementTree as xml
from html.parser import HTMLParser
from pathlib import Path

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "audit-report.schema.json"
VOID = {"meta", "br"}
KNOWN = VOID | set("""html head title style body header main footer section article h1 h2 h3 h4 p a b strong div span ul ol
    li dl dt dd table thead tbody tr th td abbr time code pre details summary figure figcaption svg g path text polygon
    polyline rect""".split())
ATTRIBUTES = set("""lang charset http-equiv content name id class scope title href tabindex role open aria-label
    aria-labelledby aria-hidden xmlns viewbox width height font-family font-size fill fill-opacity stroke stroke-width
    stroke-opacity stroke-dasharray points d x y text-anchor transform""".split())
INPUTS = r"\d+ files?, sha256:[0-9a-f]{64}"
faults = []


def expect(holds, *what):
    if not holds:
        faults.append(" ".join(map(str, what)))


def junit(path):
    root = xml.parse(path).getroot()
    cases = root.findall("testsuite/testcase")
    expect(root.tag == "testsuites" and len(cases) == int(root.get("tests")), path, "tests")
    for kind, total in (("failure", "failures"), ("error", "errors")):
        expect(len(root.findall(f"testsuite/testcase/{kind}")) == int(root.get(total)), path, total)
    for suite in root:
        expect(len(suite.findall("testcase")) == int(suite.get("tests")), path, suite.get("name"))
        expect(len(suite.findall("testcase/skipped")) == int(suite.get("skipped")), path, "skipped")


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path, self.open, self.ids, self.targets, self.headings = path, [], [], [], []

    def handle_starttag(self, tag, attributes):
        where = (self.path, self.getpos(), tag)
        expect(tag in KNOWN, *where, "is no element that the page should have")
        for name, value in attributes:
            expect(name in ATTRIBUTES, *where, name)
        values = dict(attributes)
        if "id" in values:
            self.ids.append(values["id"])
        if "href" in values:
            expect(values["href"].startswith("#"), *where, values["href"])
            self.targets.append(values["href"][1:])
        expect(tag != "html" or values.get("lang") == "en", *where, "lang")
        expect(tag != "th" or values.get("scope") in ("col", "row"), *where, "scope")
        expect(tag != "svg" or values.get("role") == "img" and values.get("aria-label"), *where, "aria-label")
        expect(not (tag in ("div", "details", "ul", "ol", "dl", "pre", "table", "p") and "p" in self.open), *where, "in <p>")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID or self.get_starttag_text().endswith("/>") and self.open[-1] != tag:
            return
        expect(self.open and self.open.pop() == tag, self.path, self.getpos(), "</" + tag + ">")

    def handle_comment(self, data):
        expect(False, self.path, "a comment", data[:40])


def html(path):
    page = Page(path)
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    expect(not page.open, path, "left open", page.open)
    expect(len(page.ids) == len(set(page.ids)), path, "ids")
    expect(set(page.targets) <= set(page.ids), path, "links", set(page.targets) - set(page.ids))
    expect(page.headings[0] == 1 and all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), path, "headings")


def closed(schema):
    """The same schema, which refuses members that it does not describe: what is written must be documented."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema and "required" in schema:
            schema["additionalProperties"] = False
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


def validate(path):
    try:
        import jsonschema
    except ImportError:
        sys.exit(77)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator
    checker.check_schema(schema)
    for fault in checker(closed(schema)).iter_errors(json.loads(path.read_text(encoding="utf-8"))):
        expect(False, path, list(fault.absolute_path), fault.message[:300])


def sarif(path):
    """What GitHub asks for beside the standard."""
    log = json.loads(path.read_text(encoding="utf-8"))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    expect(log["version"] == "2.1.0" and len(log["runs"]) == 1, path, "version")
    uris = [each["location"]["uri"] for each in run["artifacts"]]
    expect(len(uris) == len(set(uris)), path, "artifacts")
    for rule in rules:
        expect(re.fullmatch(r"\d+\.\d", rule["properties"]["security-severity"]), path, "security-severity")
        expect(rule["shortDescription"]["text"] and rule["helpUri"].startswith("https://"), path, rule["id"])
    for result in run["results"]:
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], path, "ruleIndex")
        expect((result["kind"], result["level"]) in {("fail", "error"), ("open", "none")}, path, "kind")
        expect(result["locations"] and result["partialFingerprints"]["primaryLocationLineHash"], path, "locations")
        for each in result["locations"]:
            place = each["physicalLocation"]
            artifact = run["artifacts"][place["artifactLocation"]["index"]]
            expect(artifact["location"]["uri"] == place["artifactLocation"]["uri"], path, "uri")
            expect(re.fullmatch(r"[A-Za-z0-9._~/%:-]+", place["artifactLocation"]["uri"]), path, "uri")
            expect(place["region"]["startLine"] >= 1, path, "startLine")
    prints = [each["partialFingerprints"]["coverwatchFinding/v1"] for each in run["results"]]
    expect(len(prints) == len(set(prints)), path, "fingerprints")


def ocsf(path):
    for each in json.loads(path.read_text(encoding="utf-8")):
        fixed = {"activity_id": 1, "category_uid": 2, "class_uid": 2003, "type_uid": 200301}
        expect(all(each[key] == value for key, value in fixed.items()), path, "class")
        expect(each["metadata"]["version"] == "1.3.0" and each["metadata"]["product"]["vendor_name"], path, "metadata")
        expect(re.fullmatch(INPUTS, each["unmapped"]["inputs"]), path, "inputs")
        expect(each["finding_info"]["uid"] and each["finding_info"]["title"], path, "finding_info")
        status = {1: "Pass", 2: "Warning", 3: "Fail"}[each["compliance"]["status_id"]]
        expect(each["compliance"]["status"] == status and each["compliance"]["standards"], path, "compliance")
        expect(each["severity_id"] in (1, 2) and each["cloud"]["provider"] == "AWS" and each["time"] >= 0, path, "severity")
        expect(all(resource["uid"] for resource in each["resources"]), path, "resources")


def asff(path):
    findings = json.loads(path.read_text(encoding="utf-8"))
    expect(findings or path.stem in ("empty", "hostile"), path, "nothing in it")
    for each in findings:
        length = lambda text: len(text.encode("utf-16-le")) // 2  # noqa: E731, as the service may count
        expect(each["SchemaVersion"] == "2018-10-08" and re.fullmatch(r"\d{12}", each["AwsAccountId"]), path, "account")
        region = each["Resources"][0]["Region"]
        expect(each["ProductArn"] == f"arn:aws:securityhub:{region}:{each['AwsAccountId']}:product/"
               f"{each['AwsAccountId']}/default", path, "ProductArn")
        for key, most in (("Title", 256), ("Description", 1024), ("Id", 512), ("GeneratorId", 512)):
            expect(0 < length(each[key]) <= most, path, key, length(each[key]))
        for key in ("CreatedAt", "UpdatedAt"):
            expect(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each[key]), path, key)
        expect(each["Types"] and each["Severity"]["Label"] in ("LOW", "INFORMATIONAL"), path, "Severity")
        expect(0 < len(each["Resources"]) <= 32, path, "Resources")
        expect(all(0 < length(resource["Id"]) <= 512 for resource in each["Resources"]), path, "Resources")
        expect(each["Compliance"]["Status"] in ("PASSED", "FAILED", "NOT_AVAILABLE"), path, "Status")
        for reason in each["Compliance"].get("StatusReasons", []):
            expect(reason["ReasonCode"] and length(reason["Description"]) <= 2048, path, "StatusReasons")
        expect(each["Workflow"]["Status"] in ("NEW", "SUPPRESSED", "RESOLVED"), path, "Workflow")
        expect(length(each["Remediation"]["Recommendation"]["Text"]) <= 512, path, "Recommendation")
        expect(length(each.get("Note", {"Text": ""})["Text"]) <= 512, path, "Note")
        fields = each["ProductFields"]
        expect(re.fullmatch(INPUTS, fields["coverwatch/Inputs"]), path, "Inputs")
        expect(len(fields) <= 50 and all(length(k) <= 128 and length(v) <= 2048 for k, v in fields.items()), path, "fields")


what, folder = sys.argv[1], Path(sys.argv[2])
check, ending = {"junit": (junit, "xml"), "html": (html, "html"), "json": (validate, "json"), "sarif": (sarif, "sarif"),
                 "ocsf": (ocsf, "ocsf"), "asff": (asff, "asff")}[what]
files = sorted(folder.glob("*." + ending))
expect(files, "no file to check")
for file in files:
    check(file)
print("\n".join(faults[:20]) or f"{what}: {len(files)} documents are as they should be")
sys.exit(1 if faults else 0)
