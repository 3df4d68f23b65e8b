#!/bin/sh
# Installs what the tests of the deployment need: docker-compose, to read the compose file, and ip and setpriv, to run its services
# each in a network of its own. No container engine. Does nothing where they are there already.
set -eu

missing=
[ -x /usr/bin/docker-compose ] || missing="$missing docker-compose"
command -v ip >/dev/null 2>&1 || [ -x /usr/sbin/ip ] || missing="$missing iproute2"
command -v setpriv >/dev/null 2>&1 || missing="$missing util-linux"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "install-deployment.sh: no apt-get here; install$missing" >&2
  exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
fi

install_them() {
  # shellcheck disable=SC2086 # several words on purpose
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
}

install_them || { $as_root apt-get update -qq; install_them; }
