#!/usr/bin/env bash
# Debian's kcat, which one end-to-end test sends records with.
set -euo pipefail
command -v kcat >/dev/null && exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends kcat >/dev/null
