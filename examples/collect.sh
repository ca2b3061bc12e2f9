#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Asks an AWS account, read-only, what `coverwatch audit` needs to know of it, and writes one file for each answer:
# OUT/ACCOUNT/REGION/NAME.json. Needs bash and the AWS command. Changes nothing in the account, judges nothing, and
# writes no credential down. docs/collecting.md says which file settles what, and which permissions are enough.
set -uo pipefail

usage() {
  cat <<'TEXT'
Usage: collect.sh OUT [--profile NAME] [--regions "us-east-1 eu-west-1 ..."]

Asks one account, read-only, for what `coverwatch audit` reads, and writes each answer to OUT/ACCOUNT/REGION/NAME.json.
Run it once for each account, with the same OUT; OUT/ACCOUNT must not be there yet.

  --profile NAME    the profile of the AWS command, as its own --profile
  --regions LIST    the regions to ask, apart by blanks; default: all that are enabled in the account
  --help            this text

A command that fails stops nothing: what it said is written in place of an answer, and named at the end.
Exit code: 0 all answered, 1 some did not, 2 nothing was asked (arguments, credentials, or OUT).
TEXT
}

say() { printf 'collect: %s\n' "$*" >&2; }
refuse() { say "$*"; exit 2; }

out='' regions='' profile=()
while (($#)); do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --profile | --regions)
      [[ -n ${2-} ]] || refuse "$1 needs a value; --help tells more"
      if [[ $1 == --profile ]]; then profile=(--profile "$2"); else regions=$2; fi
      shift ;;
    --profile=?*) profile=(--profile "${1#*=}") ;;
    --regions=?*) regions=${1#*=} ;;
    -*) refuse "unknown option $1; --help tells which there are" ;;
    '') refuse "the name of the output folder is empty" ;;
    *) [[ -z $out ]] || refuse "one output folder is enough: $out, $1"; out=$1 ;;
  esac
  shift
done
[[ -n $out ]] || { usage >&2; exit 2; }
command -v aws >/dev/null || refuse "the AWS command is not here: install awscli"

export AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off
errors=$(mktemp) || refuse "no temporary file can be made"
trap 'rm -f "$errors"' EXIT
trap 'exit 130' INT TERM

call() { aws ${profile[@]+"${profile[@]}"} --output json "$@" 2>"$errors"; }

# What the last failed call said, on one line.
complaint() { tr -s '[:cntrl:]' ' ' <"$errors" | sed 's/^ //; s/ $//'; }

# A text as a string of JSON. No text here holds a control character.
quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

failures=() written=0

# ask REGION NAME SERVICE OPERATION [--OPTION VALUE...]: writes the answer, and leaves its path in `answer`. The words
# behind an option, up to the next, are its values.
ask() {
  local region=$1 name=$2 service=$3 operation=$4 option='' value='' arguments='' output code=0
  shift 4
  local word
  for word in "$@" --; do
    if [[ $word == --* ]]; then
      [[ -z $option ]] || arguments+="${arguments:+,}$(quoted "$option"):$(quoted "$value")"
      option=$word value=''
    else
      value+="${value:+ }$word"
    fi
  done
  output=$(call "$service" "$operation" "$@" --region "$region") || code=$?
  answer="$out/$account/${region//[^A-Za-z0-9-]/_}/${name//[^A-Za-z0-9._-]/_}.json"
  mkdir -p "${answer%/*}" || refuse "cannot make the folder ${answer%/*}"
  {
    printf '{"coverwatch":"aws-output/1","command":"%s %s","arguments":{%s},' "$service" "$operation" "$arguments"
    printf '"account":"%s","region":"%s","cli":%s,' "$account" "$region" "$(quoted "$version")"
    if ((code)); then
      printf '"output":null,"error":%s,"exit_code":%d}\n' "$(quoted "$(complaint)")" "$code"
    else
      printf '"output":%s}\n' "${output:-null}"
    fi
  } >"$answer" || refuse "cannot write $answer"
  written=$((written + 1))
  ((code == 0)) || failures+=("$service $operation in $region: $(complaint)")
  return "$code"
}

# The values of one key in the last answer, or with `-` the elements of its lists that are strings, one on a line. The
# AWS command puts each on a line of its own; what holds a backslash is no ARN and no region, and left out.
values_of() {
  if [[ $1 == - ]]; then sed -n 's/^ *"\([^"\\]*\)",\{0,1\}$/\1/p' "$answer"
  else sed -n 's/^ *"'"$1"'": "\([^"\\]*\)",\{0,1\}$/\1/p' "$answer"; fi
}

# Field N of an ARN, from 1: 4 is the region, 5 the account, 6 what is named.
field() { cut -d: -f"$1" <<<"$2"; }

# A trail by its ARN, once: its state and what it records. `main`, or `999988887777.main` where another account owns it.
ask_trail() {
  local arn=$1 name=${1##*/} home owner
  home=$(field 4 "$arn") owner=$(field 5 "$arn")
  [[ $owner == "$account" ]] || name=$owner.$name
  ask "$home" "get-trail-status.$name" cloudtrail get-trail-status --name "$arn"
  ask "$home" "get-event-selectors.$name" cloudtrail get-event-selectors --trail-name "$arn"
}

# A topic by its ARN, once: who is told, and what filters what they are told.
ask_topic() {
  local arn=$1 name region owner subscription
  region=$(field 4 "$arn") owner=$(field 5 "$arn") name=$(field 6 "$arn")
  [[ $owner == "$account" ]] || name=$owner.$name
  ask "$region" "list-subscriptions-by-topic.$name" sns list-subscriptions-by-topic --topic-arn "$arn" || return
  while read -r subscription; do
    ask "$region" "get-subscription-attributes.$name.${subscription##*:}" \
      sns get-subscription-attributes --subscription-arn "$subscription"
  done < <(values_of SubscriptionArn | grep '^arn:' | sort -u)
}

# The regions that are enabled here. Where that may not be asked, the home regions of the trails: metric filters, alarms
# and topics of a trail are there.
enabled_regions() {
  call ec2 describe-regions --region "$default_region" | sed -n 's/^ *"RegionName": "\([^"]*\)",\{0,1\}$/\1/p' | sort -u
}
home_regions() {
  call cloudtrail describe-trails --region "$default_region" |
    sed -n 's/^ *"HomeRegion": "\([^"]*\)",\{0,1\}$/\1/p' | sort -u
}

default_region=${AWS_REGION:-${AWS_DEFAULT_REGION:-}}
default_region=${default_region:-$(aws ${profile[@]+"${profile[@]}"} configure get region 2>/dev/null)}
default_region=${default_region:-us-east-1}
version=$(aws --version 2>&1 | head -n 1)

identity=$(call sts get-caller-identity --region "$default_region") || refuse "who asks is not known: $(complaint)"
account=$(sed -n 's/^ *"Account": "\([0-9]\{12\}\)",\{0,1\}$/\1/p' <<<"$identity")
[[ -n $account ]] || refuse "sts get-caller-identity names no account"
[[ ! -e $out/$account ]] || refuse "$out/$account is there already: name another folder, or remove it first"

if [[ -z $regions ]]; then
  regions=$(enabled_regions)
  if [[ -z $regions ]]; then
    failures+=("ec2 describe-regions in $default_region: $(complaint)")
    regions=$(home_regions)
    regions=${regions:-$default_region}
    say "which regions are enabled is not known; asking ${regions//$'\n'/ }"
  fi
fi

trails='' topics='' groups=''
read -r -d '' -a list <<<"$regions"
((${#list[@]})) || refuse "--regions names none"
for region in "${list[@]}"; do
  say "account $account, $region"
  if ask "$region" describe-trails cloudtrail describe-trails; then
    trails+=$(values_of TrailARN | grep '^arn:')$'\n'
    groups+=$(values_of CloudWatchLogsLogGroupArn)$'\n'
  fi
  ask "$region" describe-metric-filters logs describe-metric-filters
  if ask "$region" describe-alarms cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm; then
    topics+=$(values_of - | grep '^arn:[^:]*:sns:')$'\n'
  fi
  ask "$region" list-subscriptions sns list-subscriptions
done
while read -r arn; do [[ -z $arn ]] || ask_trail "$arn"; done < <(sort -u <<<"$trails")
while read -r arn; do [[ -z $arn ]] || ask_topic "$arn"; done < <(sort -u <<<"$topics")

# Filters and alarms live with the log group.
elsewhere=$(cut -d: -f5 <<<"$groups" | grep -x '[0-9]\{12\}' | grep -vx "$account" | sort -u | tr '\n' ' ')
[[ -z $elsewhere ]] || say "a trail delivers to a log group of another account; run this for it too: $elsewhere"

say "$written files are in $out/$account"
if ((${#failures[@]})); then
  say "${#failures[@]} commands failed; what they would have told stays unknown:"
  printf '  %s\n' "${failures[@]}" >&2
fi
printf 'coverwatch audit %q\n' "$out"
((${#failures[@]} == 0))
