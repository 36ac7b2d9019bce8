# SPDX-License-Identifier: MPL-2.0
# What the scripts of this project share. Source it; it changes nothing by itself.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '%s\n' "$@" >&2
  exit 1
}

# working TITLE LOG COMMAND…: runs the command with its output in LOG. On a terminal it counts the
# seconds, elsewhere it prints one line at the start and one at the end. If the command fails, the
# last lines of LOG are shown, and its code is returned.
working() {
  local title=$1 log=$2 started=$SECONDS code=0 job
  shift 2
  mkdir -p "$(dirname "$log")"
  [ -t 1 ] || say "$title …"
  "$@" >"$log" 2>&1 </dev/null &
  job=$!
  while [ -t 1 ] && kill -0 "$job" 2>/dev/null; do
    printf '\r%s … %s s ' "$title" "$((SECONDS - started))"
    sleep 0.5
  done
  wait "$job" || code=$?
  [ ! -t 1 ] || printf '\r'
  if [ "$code" -eq 0 ]; then
    say "$title: done in $((SECONDS - started)) s"
  else
    say "$title: failed after $((SECONDS - started)) s; the end of $log:"
    tail -n 25 "$log"
  fi
  return "$code"
}
