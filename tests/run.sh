#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Runs every test and ends with one line, "N passed, N failed". Installs what is missing first.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../installer/lib.sh"
cd "$project" || exit 1

[ $# -eq 0 ] || {
  say "Usage: tests/run.sh

Builds with sanitizers and runs all ctest tests, then builds the release and runs its host over
real pipes and in both browsers.
Reports lie in build/log. Single parts:
  ctest --preset dev -R WORDS
  BROWSER=firefox node --test tests/browser/odwb.test.mjs"
  [ "$1" = --help ]
  exit
}

passed=0 failed=0 log=build/log
mkdir -p "$log"

count() {
  passed=$((passed + $1)) failed=$((failed + $2))
  say "   $1 passed, $2 failed"
}

# The sum so far is the last line, whatever happens.
finish() {
  trap - EXIT
  [ $((passed + failed)) -gt 0 ] || failed=1
  say "$passed passed, $failed failed"
  # Without its own status, exit in a trap takes that of the command before the trap.
  exit $((failed > 0))
}
trap finish EXIT
trap 'failed=$((failed + 1)); exit 1' INT TERM HUP

# build PRESET: returns whether it could be built; if not, that counts as a failed test.
build() {
  working "Preparing $1" "$log/configure-$1.log" cmake --preset "$1" &&
    working "Building $1" "$log/build-$1.log" cmake --build --preset "$1" && return
  count 0 1
  return 1
}

# The element around all others has each attribute on a line of its own, and comes first.
attribute() { sed -n "s/^[[:space:]]*$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

# run_ctest PRESET [ARGUMENT...]: every test of ctest is a case.
run_ctest() {
  local preset=$1 report=$project/$log/ctest-$1.xml all bad
  shift
  rm -f "$report"
  say "== ctest, $preset"
  ctest --preset "$preset" --output-junit "$report" "$@" </dev/null
  all=$(attribute tests "$report")
  bad=$(attribute failures "$report")
  if [ -z "$all" ]; then count 0 1; else count $((all - bad)) "$bad"; fi
}

# run_node FILE: one after the other, for they measure times and start browsers.
run_node() {
  local report=$log/${1##*/}.tap
  rm -f "$report"
  say "== $1"
  # A test has its own time limit; this one is for what hangs outside of them.
  timeout -k 30 1500 node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$report" "$1" </dev/null
  local good bad cancelled
  good=$(sed -n 's/^# pass //p' "$report") bad=$(sed -n 's/^# fail //p' "$report")
  cancelled=$(sed -n 's/^# cancelled //p' "$report")
  if [ -z "$good" ]; then count 0 1; else count "$good" $((bad + cancelled)); fi
}

bash installer/setup.sh --yes --for test || exit 1
if build dev; then run_ctest dev; fi
if build release; then
  # Sanitizers would hide how time grows.
  run_ctest release -R "takes time in proportion"
  # What is to be killed, filled and looked at is tested as it is delivered.
  for file in tests/host/*.test.mjs tests/browser/*.test.mjs; do run_node "$file"; done
fi
