#!/usr/bin/env bash
# Debian's libfaketime, with which one test lets the clock of a silo jump.
set -euo pipefail
compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null && exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends libfaketime >/dev/null
