#!/bin/sh
# Installs the PostgreSQL server that the tests start privately. Does nothing where one is there already.
set -eu

for initdb in /usr/lib/postgresql/*/bin/initdb; do
  if [ -x "$initdb" ]; then
    exit 0
  fi
done

if ! command -v apt-get >/dev/null 2>&1; then
  echo "install-postgres.sh: no apt-get here; install PostgreSQL 15 or newer so that /usr/lib/postgresql/<version>/bin/initdb exists" >&2
  exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
  as_root=sudo
fi

# Debian's package would create and start a cluster of its own on port 5432; the tests bring theirs.
$as_root mkdir -p /etc/postgresql-common/createcluster.d
echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.d/no-main-cluster.conf >/dev/null

install_server() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql >/dev/null
}

install_server || { $as_root apt-get update -qq; install_server; }
