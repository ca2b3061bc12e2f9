#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each installed header compiles alone, and draws in nothing of PEGTL or simdjson: INCLUDE folder, C++ and C compiler.
set -uo pipefail
include=$1 cxx=$2 cc=$3 failed=0
uses=$(mktemp)
trap 'rm -f "$uses"' EXIT

# Compiles one header and looks at the list of what was read for it.
alone() {
  local header=$1
  shift
  "$@" -Wall -Wextra -Wpedantic -Werror -I"$include" -fsyntax-only -include "$header" -MD -MF "$uses" -MT x /dev/null || failed=1
  grep -q "$header" "$uses" || { echo "$header: the compiler did not say what it read"; failed=1; }
  ! grep -E '/tao/pegtl|/simdjson\.h' "$uses" || { echo "$header: draws these in"; failed=1; }
}

cd "$include" || exit 1
count=0
for header in coverwatch/*.hpp coverwatch/c/*.h; do
  alone "$header" "$cxx" -std=c++20 -x c++
  count=$((count + 1))
done
alone coverwatch/c/coverwatch.h "$cc" -std=c99 -x c
echo "$count headers"
((count > 10)) || failed=1
exit "$failed"
