#!/usr/bin/env bash
# Real broker, real database, N silos; kills, stops, restarts; then the database is held against the log.
#   test/chaos.sh [--kills K] [--silos N] [--rate R] [--seed S] [--switch-off RULE]
# RULE (state-fence, session-reset, position-check, smallest-unflushed, one-statement) is then not kept: the run must fail.
set -euo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
for needed in postgres kafka; do
  bash "test/install-$needed.sh"
done

dotnet build test/Anomaly.Chaos -c Release --nologo -v quiet >&2
exec dotnet test/Anomaly.Chaos/bin/Release/net10.0/Anomaly.Chaos.dll "$@"
