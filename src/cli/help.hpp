// SPDX-License-Identifier: Apache-2.0
// What `--help` says below the options: how each command reads its input, examples, and the exit codes. Text only.
#pragma once

#include <coverwatch/config.hpp>

namespace coverwatch::inline COVERWATCH_ABI::cli {

inline constexpr const char* program_footer = R"(
Examples:
  coverwatch match '{ $.errorCode = "AccessDenied" }' AWSLogs/
  zcat trail.json.gz | coverwatch match -c '{ $.userIdentity.type = "Root" }'
  coverwatch explain '{ $.a != 1 }'
  coverwatch test-metric-filter --filter-pattern '{ $.a = 1 }' --log-event-messages '{"a":1}'
  coverwatch catalog cis-5.0:4.1
  coverwatch covers --control cis-5.0:4.1 --deployed '{ $.errorCode = "AccessDenied" }'
  coverwatch compare '{ $.a > 1 }' '{ $.a >= 1 }'
  coverwatch verify answer.json
  coverwatch audit --benchmark cis-5.0 collected/
  coverwatch replay --control cis-5.0 --since 30d AWSLogs/

`coverwatch COMMAND --help` tells more.)";

inline constexpr const char* match_footer = R"(
Inputs are recognised by their content, never by their name, plain or gzipped (twice as well):
  - JSON events, one a line, one after the other, or over several lines
  - CloudTrail objects, {"Records":[...]}, those of Insights too
  - what `aws logs filter-log-events`, `aws logs get-log-events` and `aws cloudtrail lookup-events` print
  - what a subscription delivers, as it arrives ({"awslogs":...}), unpacked, or as Firehose strings it together
  - EventBridge envelopes of CloudTrail events: the event is their `detail`
  - exports of CloudWatch Logs to S3: the event is what stands behind the time, to the next line that begins with one
  - lines of any of these
What such a container holds is an event as it stands, whatever is inside it. Known to hold none, and left out by name:
digests of CloudTrail, signatures of CloudTrail Lake, control messages, the write test of an export.

A folder is read with all that lies below it, in the order of the names; hidden names, links to folders, pipes and
devices are left out, and named, and files without a byte are named. No input, or `-`, is standard input.

Events are printed as they stand. Only a terminal gets what it would obey or hide, in events and in names, as `\x1b`.

A pattern that begins with `-` stands behind `--`, as in: coverwatch match -- -DEBUG app.log

A pattern in braces asks for JSON: a message of plain text in a container or an export is left out then, and counted.
For any other pattern it is an event, and an input may be plain text as well: when it does not begin with JSON,
each line that is not blank is an event, as it stands. Lines that begin with a time such as 2026-01-02T03:04:05.678Z
and a blank are taken for an export, without the time; a note says so.

Many patterns at once: --patterns FILE takes a line for each, an id, a tab and the pattern (lines that are blank or begin
with # say nothing), or JSON: an object of ids and patterns, an array of {"id": ..., "pattern": ...}, or what `aws logs
describe-metric-filters` prints. --control takes the texts of a control, or of all controls of a benchmark, each under the
control's id. Both may stand several times. Patterns of one id are alternatives: each event carries the id once. An event
is printed once, behind the ids that match it and a tab:

  root-use,no-mfa<TAB>{"eventVersion": ...

in the order in which the ids stand in the file. -c prints a line `12<TAB>root-use` for each id, zeros too, and last the
number of events that anything matched, `15<TAB>(any)`; with -H for each file. -v prints the events that nothing matches,
without ids; with -c `7<TAB>(none)`. With --format json each line is {"ids": [...], "event": ...}, with -H also "file".
When any pattern is refused, all that are refused are told, and nothing is read.

What is validated: an event that matches, always in full. Of the others, the outside: a line or record that does not begin
with `{` and end with `}`, or is too large, is damage. Damage within an event that cannot match is not looked for. --strict
validates every event in full, and so does -v, which prints the others.

Several files are read at a time, on all cores; the output is the same as with -j 1, byte for byte. Standard input and -m
are read by one. A gzip file that inflates to more than 256 MiB is read piece by piece, and one that inflates to more than
--max-inflated, with all that is packed inside it, is damaged from there on. One line or document may have 256 MiB, or twice
--max-event-bytes where that is more: a longer one is damage, and reading goes on behind it.

A time is a date, `2026-01-31T12:30`, `2026-01-31T12:30:05Z` (UTC, or with an offset as in +01:00), or how long ago: 90s,
30m, 24h, 7d, 2w. --since takes events of that moment and later, --until those before, by their eventTime; a matching
event whose eventTime cannot be read is kept, and counted. Files are not even opened when CloudTrail's own names tell that
they were delivered before --since, or more than 31 days after --until: so late may an event arrive.

Examples:
  coverwatch match '{ $.eventName = "StopLogging" }' AWSLogs/
  coverwatch match --control cis-5.0 --count --since 30d AWSLogs/
  coverwatch match --patterns filters.tsv --format json AWSLogs/ | jq -r '.ids[]' | sort | uniq -c
  coverwatch match 'ERROR -timeout' app.log
  coverwatch match -c -f unauthorized.pattern events.ndjson more.json.gz
  coverwatch match -H '{ $.userIdentity.type = "Root" }' AWSLogs/ | less
  tail -f events.ndjson | coverwatch match --line-buffered '{ $.errorCode = * }'

Exit codes:
  0  some event matched
  1  none did
  2  an error, or damage anywhere in the inputs (even with matches), or no event at all

What is damaged is never printed, with -v neither: it is counted and named on standard error, and the rest is read. After
damage in events over several lines, reading goes on at the next line that begins with `{`; a gzip file is read up to its
first damaged member, one that is read piece by piece up to the damage; a file that becomes shorter while it is read, or is
UTF-16, is damaged as a whole. When there is something to tell at the end, or
somebody at a terminal to tell it to, how many events were evaluated is told as well; -q keeps that back. With -m and -l,
what is not read is not checked.)";

inline constexpr const char* test_footer = R"(
Answers as `aws logs test-metric-filter` does, offline: the same parameters, the same JSON.

Examples:
  coverwatch test-metric-filter --filter-pattern '{ $.a = 1 }' --log-event-messages '{"a":1}' '{"a":2}'
  coverwatch test-metric-filter --filter-pattern file://p.txt --log-event-messages '["{\"a\":1}"]'
  coverwatch test-metric-filter --cli-input-json file://request.json

Exit codes:
  0  answered, whether or not anything matched
  2  the pattern or the parameters were refused
With --aws-exit-codes: 254 for what the service would refuse, 252 for arguments that are missing or malformed)";

inline constexpr const char* explain_footer = R"(
Examples:
  coverwatch explain '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }'
  coverwatch explain --format json -f unauthorized.pattern

Exit codes:
  0  the pattern is fine (warnings or not)
  2  it was refused; with --format json, the reason is on standard output)";

inline constexpr const char* catalog_footer = R"text(
The filters that the CIS AWS Foundations Benchmark (1.2.0 to 7.0.0) and AWS Security Hub ask for. Without an id: a table
of all controls. With the id of a benchmark: its controls. With the id of a control:

  pattern      the text of the control
  alternative  official as well: a filter that finds what either text finds will do
  variant      printed somewhere, but no filter is held against it; the note says what it is

and where each text is printed. An id is a benchmark, a colon and the number of the control; `cis-3.0` and `cis-3.0.0`
are the same, and upper and lower case too. JSON has all that is known of whatever was asked for.

`facts` lists facts about the events of CloudTrail, for `covers --assume fact:NAME`: a pattern, what it says, what is
known against it, and the page that says it.

Examples:
  coverwatch catalog | grep 'route tables'
  coverwatch catalog cis-5.0
  coverwatch catalog cis-5.0:4.1
  coverwatch catalog securityhub:CloudWatch.2
  coverwatch catalog facts
  coverwatch match "$(coverwatch catalog --format json cis-5.0:4.3 | jq -r .normative.pattern)" AWSLogs/

Exit codes:
  0  shown
  2  an error: there is no such id, and those near it are named)text";

inline constexpr const char* covers_footer = R"text(
Do the deployed patterns, together, catch every event that the reference catches? Decided by meaning, not by text: a
different order, other quotes or a wider pattern do no harm. When the answer is no, it comes with an event that slips
through, how far each part of the reference is covered, which deployed conditions block the rest, and what would close
the gap.

A pattern P may be file://PATH. One that begins with `-` stands right behind its option, as in: --deployed -DEBUG

Several --reference, like the alternatives of a --control, are texts of which covering one is enough. --assume tells
what holds for every event that is delivered: only such events count, and the answer names the assumptions that it needs.
`fact:NAME` stands for the pattern of a fact about CloudTrail, `fact:all` for those of all; `coverwatch catalog facts`
lists them. None is assumed by itself, but a no says which of them would make it a yes. `canonical-json` stands for
events that are JSON objects without white space between tokens, without a key twice and without needless escapes: then
terms can be compared with JSON patterns.

--whole-event shows the event that slips through a second time, inside a made-up record of CloudTrail that gets the same
answers from every pattern.

How `*` searches is not documented. By default an answer must hold for both known ways, and is `unknown` where they
differ; --dialect chooses one.

Examples:
  coverwatch covers --control cis-5.0:4.1 --deployed '{ ($.errorCode = "*UnauthorizedOperation") }'
  coverwatch covers --deployed file://root.pattern --reference '{ $.userIdentity.type = "Root" }'
  coverwatch covers --deployed '{ $.eventName = CreateVpc }' '{ $.eventName = DeleteVpc }' \
    --reference '{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) }'
  coverwatch covers --reference '{ $.eventName = StopLogging }' --assume '{ $.recipientAccountId = "123456789012" }' \
    --deployed '{ $.eventName = StopLogging && $.recipientAccountId = "123456789012" }'
  coverwatch covers --deployed '{ $.errorCode = "AccessDenied*" && $.eventSource = * }' \
    --reference '{ $.errorCode = "AccessDenied" }' --assume fact:event-source
  coverwatch covers --batch questions.ndjson > answers.ndjson

JSON (--format json, and --batch, which always answers in JSON):
  result              covered, not_covered, unknown, vacuous (the reference matches no event), or error
  message             the same as a sentence
  reference           the alternative that the answer is about; of a control 0 is its own text. All numbers count from 0
  reasons             each part of that alternative: pattern, result, the deployed pattern that covers it alone (filter)
                      and which of its alternatives does, when it has several (disjunct), whether some of it is surely
                      matched (partly), the event that slips through (event), and doubt
  witness             an event that slips through: an object, or for a reference that is no JSON pattern a string
  wholeEvent          the same inside a whole record, with --whole-event
  certificate         when covered: a proof that `coverwatch verify` checks; null otherwise
  hints               likely slips of the pen: kind, message, the deployed pattern (filter; null: the reference), and as a
                      pattern spells them what stands there (found) and what may have been meant (wanted)
  regions             the parts that are not covered, by what blocks them: parts, and the conditions (blockers) of a
                      deployed pattern (filter) that they do not imply; filter is null where nothing deployed comes near
  repairs             what makes the answer a yes: pattern, the deployed pattern whose place it takes (replaces; null:
                      it comes beside them), kind (add_filter, extend_filter, drop_conditions), the conditions that were
                      taken out (dropped), whether it matches more than anybody asked for (widens), and the further
                      steps that go with it (also)
  assumptionsUsed     those without which the answer would be another
  factsThatWouldHelp  names of facts; assuming these the answer would be a yes
  doubt               why it is unknown: budget, number_text, event_size, wildcard_search, kind
  errors              with result error, which has only this and message: of each pattern that was refused the argument,
                      its place there (index), pattern, code, message, help, and where the mistake is (begin, end)

--batch reads one JSON object a line and writes one answer a line, in the same order. Members: deployed (a list),
reference (a list) or control; assume (a list, with fact:NAME too), dialect, and id, which comes back with the answer,
if they are wanted. A pattern stands there as it is; file:// means nothing.

Exit codes:
  0  covered
  1  not covered
  2  an error, or a reference that matches no event
  3  unknown
Over several lines, 2 beats 1, 1 beats 3, and 3 beats 0.)text";

inline constexpr const char* compare_footer = R"text(
The answer is one of

  equivalent    both patterns match the same events
  wider         the first matches all that the second does, and more
  narrower      the second matches all that the first does, and more
  incomparable  each matches events that the other does not, and some are matched by both
  disjoint      no event is matched by both
  unknown       nobody can tell, and why

with an event that only the one matches, and one that only the other does. A pattern may be file://PATH; one that begins
with `-` stands behind `--`. Each --assume takes one pattern, fact:NAME of `coverwatch catalog facts`, or
canonical-json (see `coverwatch covers --help`): only events for which all of these hold count.

How `*` searches is not documented. By default an answer must hold for both known ways, and is `unknown` where they
differ; --dialect chooses one.

Examples:
  coverwatch compare '{ $.a > 1 }' '{ $.a >= 1 }'
  coverwatch compare file://old.pattern file://new.pattern && echo "nothing changes"
  coverwatch compare --format json '{ $.a != 1 }' '{ $.a NOT EXISTS }'
  coverwatch compare -- 'ERROR' '-WARN'

JSON: relation, message, only_first and only_second (an object, or for a pattern that is no JSON pattern a string), doubt.
After an error instead: result (error), message, errors (see `coverwatch covers --help`).

Exit codes:
  0  equivalent
  1  not
  2  an error
  3  unknown)text";

inline constexpr const char* verify_footer = R"text(
A certificate says for which patterns *covered* was answered, and why no event slips through. It is checked without any
search: what is verified holds even if the search that wrote it is faulty. docs/certificate.md is the format.

`coverwatch covers --format json` puts a certificate into its answer when that is *covered*; FILE may be that answer, or
the certificate alone; of the answers of --batch, one line. White space and escapes may be changed, as `jq` does; the
order of the members may not, so not with `jq -S`.

A certificate may be right and about something else. Read what it claims, or name what it must be about: with --deployed,
all of these patterns and no others; with --reference, one of these; and then nothing may be assumed that --assume does
not give, which takes fact:NAME and canonical-json as `covers` does. Texts are compared as they stand. P may be
file://PATH; one that begins with `-` stands right behind its option, as in: --deployed=-DEBUG

Examples:
  coverwatch covers --deployed file://d.pattern --reference file://r.pattern --format json > answer.json
  coverwatch verify answer.json
  coverwatch verify answer.json --deployed file://d.pattern --reference file://r.pattern
  jq .certificate answer.json | coverwatch verify - --dialect glob

JSON: verified, where and fault (null when it is verified), reference, deployed, assumptions, dialects, steps.

Exit codes:
  0  verified
  1  not: the certificate is faulty, or about something else
  2  an error: nothing could be read, or there is no certificate in it)text";

inline constexpr const char* audit_footer = R"text(
Follows each control of a benchmark through an account: a multi-region trail that is logging and records what the control
is about, its log group, metric filters that catch all of it, a metric, an alarm that one match rings, a topic, and a
confirmed subscriber. Nothing is asked of AWS: the files are all there is. What they do not say is unknown, with the
command that would settle it, and never passes.

Inputs are recognised by their content:
  - what `aws` prints as JSON, as examples/collect.sh saves it, or by hand: cloudtrail describe-trails, get-trail-status,
    get-event-selectors; logs describe-metric-filters; cloudwatch describe-alarms; sns list-subscriptions,
    list-subscriptions-by-topic, get-subscription-attributes. What names neither account nor region is taken to be of the
    folders it lies in: 123456789012/us-east-1/filters.json
  - `terraform show -json` and `tofu show -json` of a plan or a state; CloudFormation templates, JSON and YAML
  - texts with commands in them (`aws logs put-metric-filter ...`): the pattern is judged as it would reach the service

The trail, its status and its selectors, the filters, the alarms and the subscriptions each have their evidence: file and
line stand beside every finding.

--assume takes a pattern, fact:NAME or fact:all of `coverwatch catalog facts`, and
  unfiltered-subscriptions   subscriptions have no filter policy where no get-subscription-attributes says so
  canonical-json             see `coverwatch covers --help`

--waivers: {"waivers":[{"control":"cis-5.0:4.1","account":"123456789012","reason":"...","expires":"2026-12-31"}]}
control and account may be `*`; expires may be left out. A waiver takes a finding out of the exit code, not out of the
report; one that has expired, or that nothing needs, is named.

Examples:
  examples/collect.sh collected && coverwatch audit collected
  coverwatch audit --format html -o audit.html collected
  terraform show -json plan.out | coverwatch audit --control 4.3 -
  coverwatch audit --format sarif -o audit.sarif template.yaml
  coverwatch audit --benchmark cis-3.0 --account 123456789012 --waivers waivers.json collected

Exit codes:
  0  every control passed, or is waived
  1  a control failed
  2  an error: an input is damaged or of unknown shape, or there was nothing to judge; everything else was judged
  3  no control failed, but some are undecided
2 beats 1, 1 beats 3, and 3 beats 0.)text";

inline constexpr const char* completion_footer = R"text(
Examples:
  coverwatch completion bash > ~/.local/share/bash-completion/completions/coverwatch
  coverwatch completion zsh > ~/.zfunc/_coverwatch     # a folder of $fpath
  coverwatch completion fish > ~/.config/fish/completions/coverwatch.fish
  source <(coverwatch completion bash)                 # for this shell only

Exit codes:
  0  printed
  2  an error)text";

inline constexpr const char* manual_footer = R"text(
Examples:
  coverwatch manual | man -l -
  coverwatch manual > ~/.local/share/man/man1/coverwatch.1

Exit codes:
  0  printed
  2  an error)text";

inline constexpr const char* replay_footer = R"(
Runs metric filters over events by the time at which they happened, and gives what each metric and each alarm would have
made of them. A model: it knows eventTime, not when events were delivered; the first line of its output says so, and
docs/replay.md says what it leaves out.

Filters and alarms are read from what `aws logs describe-metric-filters` and `aws cloudwatch describe-alarms` print, from
Terraform's plans and states as JSON, and from CloudFormation. All filters see all events. Where no alarm is found that
watches what they publish, the alarm that benchmarks ask for is assumed: Sum >= 1 in one period of 300 s.

  filter  matches: events; samples: what it published
  metric  datapoints: periods with a sample
  alarm   rings: changes to ALARM, whether or not its actions are enabled

With --compare or --compare-pattern each figure stands there for both sets, and the difference: what a repair would have
found besides, or how much noise an exclusion takes away. --period chooses the datapoints that are printed, not those of
alarms. --delay lets alarms see a minute's datapoint so long after the minute, and look back as much farther.

An event that was delivered twice counts twice, as it does in the service; --deduplicate counts those of one eventID,
minute and effect once. It remembers the events that publish something, in --deduplicate-memory: 64 bytes for each are
certainly enough. Datapoints need about 128 bytes for each minute of each metric. When either is full the replay ends with
an error, and prints nothing.

Examples:
  coverwatch replay --filters filters.json --alarms alarms.json AWSLogs/
  coverwatch replay --control cis-5.0 --since 365d AWSLogs/
  coverwatch replay --filters main.tf.json --compare repaired.tf.json AWSLogs/
  coverwatch replay --pattern '{ $.errorCode = "AccessDenied" }' \
      --compare-pattern '{ $.errorCode = "AccessDenied" && $.userAgent != "config*" }' AWSLogs/
  coverwatch replay --filters filters.json --format csv --period 3600 AWSLogs/ > datapoints.csv

Exit codes:
  0  replayed
  2  an error: a filter was refused or could not be read, damage anywhere in the events, or no event at all)";

}  // namespace coverwatch::inline COVERWATCH_ABI::cli
