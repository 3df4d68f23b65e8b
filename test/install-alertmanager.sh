#!/bin/sh
# Puts Debian's prometheus-alertmanager where the tests look for it. Does nothing where it is on the PATH or there already.
set -eu

command -v prometheus-alertmanager >/dev/null 2>&1 && exit 0
home="${XDG_CACHE_HOME:-$HOME/.cache}/anomaly-test/alertmanager"
# Debian's program has this path in it, and does not start without the files.
templates=/usr/share/prometheus/alertmanager
[ -x "$home/prometheus-alertmanager" ] && [ -f "$templates/default.tmpl" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "install-alertmanager.sh: no apt-get here; put prometheus-alertmanager (0.25 or newer) on the PATH" >&2
  exit 1
fi

as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Unpacked, not installed: the package would start a server of its own on port 9093 and enable it at boot. apt checks the archive all the same.
fetch() {
  (cd "$work" && apt-get download -qq -o APT::Sandbox::User=root prometheus-alertmanager >/dev/null)
}
fetch || { $as_root apt-get update -qq; fetch; }
dpkg-deb --extract "$work"/prometheus-alertmanager_*.deb "$work/package"
mkdir -p "$home"
cp "$work/package/usr/bin/prometheus-alertmanager" "$home/"
$as_root mkdir -p "$templates"
$as_root cp "$work/package$templates"/*.tmpl "$templates/"
