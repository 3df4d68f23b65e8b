#!/bin/sh
# Puts Debian's prometheus and promtool where the tests look for them. Does nothing where they are on the PATH or there already.
set -eu

command -v prometheus >/dev/null 2>&1 && command -v promtool >/dev/null 2>&1 && exit 0
home="${XDG_CACHE_HOME:-$HOME/.cache}/anomaly-test/prometheus"
[ -x "$home/prometheus" ] && [ -x "$home/promtool" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "install-prometheus.sh: no apt-get here; put prometheus and promtool (2.42 or newer) on the PATH" >&2
  exit 1
fi

as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Unpacked, not installed: the package would start a server of its own on port 9090 and enable it at boot. apt checks the archive all the same.
fetch() {
  (cd "$work" && apt-get download -qq -o APT::Sandbox::User=root prometheus >/dev/null)
}
fetch || { $as_root apt-get update -qq; fetch; }
dpkg-deb --extract "$work"/prometheus_*.deb "$work/package"
mkdir -p "$home"
cp "$work/package/usr/bin/prometheus" "$work/package/usr/bin/promtool" "$home/"
