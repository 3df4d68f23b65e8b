#!/bin/sh
# Puts axe-core, which judges the pages' accessibility, where the browser tests look for it. Does nothing where it is already.
set -eu

version=4.14.1
home="${XDG_CACHE_HOME:-$HOME/.cache}/anomaly-test/axe-core/$version"

[ -f "$home/axe.min.js" ] && exit 0

if ! command -v npm >/dev/null 2>&1; then
  as_root=
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Only the archive: nothing of the package is run here.
(cd "$work" && npm pack --silent "axe-core@$version" >/dev/null && tar -xzf "axe-core-$version.tgz")
mkdir -p "$home"
cp "$work/package/axe.min.js" "$work/package/LICENSE" "$home/"
