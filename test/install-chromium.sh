#!/bin/sh
# Installs Debian's Chromium for the browser tests, where it is absent. Says nothing where there is nothing to do.
set -eu

[ -x /usr/bin/chromium ] && exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install-chromium: not root and no sudo; run: apt-get install chromium" >&2; exit 1; }
  as_root="sudo"
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
