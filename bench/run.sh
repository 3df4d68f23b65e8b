#!/usr/bin/env bash
# One benchmark, bench/run.sh NAME [options], or all of them, whose rows and tables go to bench/results.
set -euo pipefail
cd "$(dirname "$0")/.."

for needed in postgres kafka; do bash "test/install-$needed.sh"; done
case "${1:-seed}" in seed) sh bench/Seed/install.sh ;; esac
dotnet build bench -c Release --nologo -v quiet
run() { dotnet bench/bin/Release/net10.0/Anomaly.Bench.dll "$@"; }

if [ $# -gt 0 ]; then
  run "$@"
  exit
fi

results=bench/results/$(date -u +%F)
failed=
measure() { run "$@" --json "$results.json" || failed="$failed $1"; }
measure pipeline
measure pipeline --series 10000 --records 6000000 --silos 2
measure seed
measure detectors
measure decoding
measure coldstart
measure latency
measure growth
measure database
measure retention
measure dashboards
measure memory
measure overload
run table --json "$results.json" --markdown "$results-tables.md"
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
