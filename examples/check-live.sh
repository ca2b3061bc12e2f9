#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Replays the conformance cases through `aws logs test-metric-filter` and shows where the service answers otherwise.
# Needs the AWS command with credentials that allow logs:TestMetricFilter, and Python 3. Creates nothing in the account.
set -euo pipefail

command -v python3 >/dev/null || { echo 'check-live: python3 is missing; the AWS command needs it too' >&2; exit 2; }
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/check_live.py" "$@"
