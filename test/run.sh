#!/usr/bin/env bash
# Installs what the tests need and is absent, builds, checks the format, and runs every test against the real servers.
# The last line is: N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

finish() {
  echo "$1 passed, $2 failed, $3 skipped"
  [ "$2" -eq 0 ]
  exit
}

stop() {
  echo "$1" >&2
  finish 0 1 0
}

for needed in postgres kafka chromium kcat; do
  bash "test/install-$needed.sh" || stop "test/install-$needed.sh failed"
done

dotnet build Anomaly.sln -c Release --nologo -v quiet || stop "the build failed"
dotnet format Anomaly.sln --verify-no-changes --no-restore || stop "the format differs; run: dotnet format"

passed=0 failed=0 skipped=0
for project in test/*.Tests/; do
  name=$(basename "$project")
  echo "== $name"
  dotnet run --no-build -c Release --project "$project" -- --no-progress --no-ansi >"$results/$name" 2>&1
  code=$?
  figure() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$results/$name" | tail -n 1; }
  ran=$(figure total) own_failed=$(figure failed) own_passed=$(figure succeeded) own_skipped=$(figure skipped)
  if [ "$code" -ne 0 ] || [ -z "$ran" ]; then
    cat "$results/$name"
    # A run that broke off counts as failed, whatever it had counted.
    [ "${own_failed:-0}" -gt 0 ] || own_failed=1
  else
    tail -n 6 "$results/$name"
  fi
  passed=$((passed + ${own_passed:-0})) failed=$((failed + ${own_failed:-0})) skipped=$((skipped + ${own_skipped:-0}))
done

if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "under CI nothing may be skipped" >&2
  failed=$((failed + skipped))
fi

finish "$passed" "$failed" "$skipped"
