#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Installs what is missing, builds, and shows Cookie Warden at work in a real browser.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage="Usage: installer/quickstart.sh [--yes] [--browser chromium|firefox] [URL]

Installs what is missing, builds, then lets a real browser with extension and host visit a portal on
this machine, and prints every decision on its cookies as it is logged.
  URL            visit this site instead, in a window (without one where there is no display)
  --yes          ask nothing before installing what is missing
  --browser B    chromium (without this option) or firefox

Everything is written into build/ and a temporary folder; your own profiles are not touched."

browser=chromium url='' yes=()
while [ $# -gt 0 ]; do
  case $1 in
    --yes | -y) yes=(--yes) ;;
    --browser) browser=${2-} && shift ;;
    --help | -h) say "$usage" && exit 0 ;;
    -*) printf '%s\n' "$usage" >&2 && exit 2 ;;
    *://*) url=$1 ;;
    *.* | localhost*) url=https://$1 ;;
    *) printf '%s\n' "$usage" >&2 && exit 2 ;;
  esac
  shift || true
done
case $browser in
  chromium | firefox) ;;
  *) printf '%s\n' "$usage" >&2 && exit 2 ;;
esac

cd "$project"
bash installer/setup.sh "${yes[@]}" --for run --browser "$browser"
working "Preparing the build" build/log/configure.log cmake --preset release ||
  fail "the build could not be prepared" "Remove build/ and start again; see above."
working "Building (the first time takes some minutes)" build/log/build.log \
  cmake --build --preset release --target cookie-warden cookie-warden-host extension || fail "the build failed" "See above, and build/log/build.log."

folder=$(mktemp -d)
demo=''
# Browser and hosts have the folder in their environment.
processes_left() { grep -lsF "$folder" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 | grep -vx $$; }

finish() {
  local code=$? tries pid
  trap - EXIT
  trap '' INT TERM HUP
  set +e
  # It closes the browser.
  [ -z "$demo" ] || { kill -TERM "$demo" && wait "$demo"; } 2>/dev/null
  for tries in $(seq 50); do
    [ -n "$(processes_left)" ] || break
    sleep 0.1
  done
  for pid in $(processes_left); do kill -KILL "$pid" 2>/dev/null; done
  rm -rf "$folder"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

say
# In the background, so that the traps come at once.
TMPDIR=$folder node installer/demo/demo.mjs "$folder" "$browser" ${url:+"$url"} &
demo=$!
code=0
wait "$demo" || code=$?
demo=''
[ "$code" -eq 0 ] || exit "$code"

say "
To use it in your own browser:
  build/release/bin/cookie-warden install
and then load the extension from build/release/extension/$browser: README.md says how."
