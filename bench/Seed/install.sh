#!/bin/sh
# Installs Debian's scikit-learn, which the simple Python worker uses, for Debian's Python. Does nothing where it is there already.
set -eu

/usr/bin/python3 -c 'import sklearn' >/dev/null 2>&1 && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "install.sh: no apt-get here; install scikit-learn for /usr/bin/python3" >&2
  exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
fi

install_it() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-sklearn >/dev/null
}

install_it || { $as_root apt-get update -qq; install_it; }
