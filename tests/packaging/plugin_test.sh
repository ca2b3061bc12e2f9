#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A plugin that the static library was linked into offers its own function and none of ours: NM, PLUGIN.
set -euo pipefail
symbols=$("$1" --dynamic --defined-only "$2")
grep -q plugin_matches <<<"$symbols" || { echo "$2: no function of its own"; exit 1; }
! grep -i 'coverwatch\|simdjson' <<<"$symbols"
