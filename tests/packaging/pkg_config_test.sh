#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds and runs a program with the compiler and pkg-config alone: NAME of the .pc file, TREE that holds it, its LIBDIR
# there, SOURCE, and the COMPILER with its options. Exits with 77 where there is no pkg-config.
set -euo pipefail
name=$1 tree=$2 libdir=$3 source=$4
shift 4
command -v pkg-config >/dev/null || { echo "skipped: no pkg-config here (Debian: pkg-config)"; exit 77; }

export PKG_CONFIG_PATH=$tree/$libdir/pkgconfig LD_LIBRARY_PATH=$tree/$libdir
pkg-config --print-errors --exists "$name >= 0.1" "$name < 0.2"
read -ra options <<<"$(pkg-config --cflags --libs "$name")"
program=$(mktemp)
trap 'rm -f "$program"' EXIT
echo "$* $source ${options[*]}"
"$@" "$source" "${options[@]}" -o "$program"
"$program"
