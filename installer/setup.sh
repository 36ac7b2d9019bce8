#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# Installs what is missing to build and run Cookie Warden, or to test it. Says nothing if all is there.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage="Usage: installer/setup.sh [--yes] [--for run|test] [--browser chromium|firefox]

Installs the Debian packages and the npm packages that are missing, after asking once.
  --yes          ask nothing
  --for run      what building and the demonstration need (this is what happens without --for)
  --for test     what the tests need too: both browsers, Catch2, sqlite3
  --browser B    which browser --for run installs if it is missing; chromium without this option"

purpose=run browser=chromium yes=false
while [ $# -gt 0 ]; do
  case $1 in
    --yes | -y) yes=true ;;
    --for) purpose=${2-} && shift ;;
    --browser) browser=${2-} && shift ;;
    --help | -h) say "$usage" && exit 0 ;;
    *) printf '%s\n' "$usage" >&2 && exit 2 ;;
  esac
  shift || true
done
case $purpose:$browser in
  run:chromium | run:firefox | test:chromium | test:firefox) ;;
  *) printf '%s\n' "$usage" >&2 && exit 2 ;;
esac

# One requirement a line: the program, or - if only the package tells; then the Debian package.
requirements() {
  cat <<'LIST'
cmake cmake
ninja ninja-build
g++ g++
pkg-config pkg-config
openssl openssl
node nodejs
npm npm
- nlohmann-json3-dev
- libsqlitecpp-dev
- libsqlite3-dev
- libboost-program-options-dev
- libpsl-dev
- libidn2-dev
- libgumbo-dev
LIST
  case $purpose:$browser in
    run:chromium | test:*) say "chromium chromium" ;;
  esac
  case $purpose:$browser in
    run:firefox | test:*) say "firefox-esr firefox-esr" ;;
  esac
  [ "$purpose" = run ] || cat <<'LIST'
- catch2
sqlite3 sqlite3
LIST
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() {
  local program package
  while read -r program package; do
    if [ "$program" != - ] && command -v "$program" >/dev/null; then continue; fi
    is_installed "$package" || printf '%s ' "$package"
  done < <(requirements)
}

# npm leaves a lock file of its own in node_modules. Without --include=dev the tests' own packages
# are not there.
is_npm_current() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] &&
    { [ "$(npm_omit "$1")" = --omit=dev ] || [ "${1##*/}" != tests ] || [ -d "$1/node_modules/axe-core" ]; }
}
# Only the tests need the development packages of tests/.
npm_omit() { if [ "$purpose:${1##*/}" = run:tests ]; then say "--omit=dev"; else say "--include=dev"; fi; }

missing_npm() {
  local folder
  for folder in extension tests; do
    [ -f "$project/$folder/package-lock.json" ] || continue
    is_npm_current "$project/$folder" || printf '%s ' "$folder"
  done
}

install_npm() {
  local folder=$project/$1
  # The check for a new npm would be the only other thing that asks the network.
  (cd "$folder" && npm ci "$(npm_omit "$folder")" --ignore-scripts --no-audit --no-fund \
    --update-notifier=false) &&
    # Here and in the build its time is compared with that of the lock file.
    touch "$folder/node_modules/.package-lock.json"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# A machine that has just been started often updates itself: wait for it, at most these seconds.
apt_install() {
  local quiet=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600)
  as_root "${quiet[@]}" update && as_root "${quiet[@]}" install --no-install-recommends "$@"
}

packages=$(missing_packages)
folders=$(missing_npm)
[ -n "$packages$folders" ] || exit 0

if [ -n "$packages" ]; then
  command -v apt-get >/dev/null || fail "this needs programs and libraries that are missing" \
    "On Debian they are called: $packages" "Install them, then start again."
  say "Debian packages to install: $packages"
fi
[ -z "$folders" ] || say "npm packages to install, as the lock files say, in: $folders"
if ! $yes; then
  [ -t 0 ] || fail "nobody is there to be asked" "Start it again with --yes to install these."
  read -r -p "Install them now? [Y/n] " answer || answer=n
  case $answer in
    '' | [Yy]*) ;;
    *) fail "nothing was installed" ;;
  esac
fi

if [ -n "$packages" ]; then
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "installing needs root, and there is no sudo" \
      "As root, run: apt-get install $packages"
    # Asks for the password now, while the terminal is free.
    sudo -v || fail "sudo refused" "As root, run: apt-get install $packages"
  fi
  # Word splitting is wanted: these are package names.
  # shellcheck disable=SC2086
  working "Installing Debian packages" "$project/build/log/apt.log" apt_install $packages ||
    fail "apt-get could not install them" "See above. Without a network nothing can be installed."
fi
for folder in $folders; do
  working "Installing npm packages in $folder/" "$project/build/log/npm-$folder.log" \
    install_npm "$folder" || fail "npm could not install them" \
    "See above. Without a network nothing can be installed."
done
