#!/usr/bin/env bash
# Every benchmark, or the ones named: bench/run.sh [detectors] [pipeline [options]] [dashboards [options]] [database [options]]
set -euo pipefail
cd "$(dirname "$0")/.."
for needed in postgres kafka; do bash "test/install-$needed.sh"; done
dotnet build bench -c Release --nologo -v quiet
run() { dotnet run --no-build -c Release --project bench -- "$@"; }
if [ $# -gt 0 ]; then
  run "$@"
else
  run detectors --filter '*'
  run pipeline
  run dashboards
  run database
fi
