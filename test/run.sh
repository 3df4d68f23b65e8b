#!/usr/bin/env bash
# Installs what the tests need and is absent, builds, checks the format, and runs every test against the real servers.
# The last line is: N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "$0")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
# Most processes here live for seconds: what the runtime spends on measuring them does not come back.
export DOTNET_TieredPGO=0
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

for needed in postgres kafka chromium axe kcat faketime prometheus alertmanager deployment; do
  bash "test/install-$needed.sh" || stop "test/install-$needed.sh failed"
done

dotnet build Anomaly.sln -c Release --nologo -v quiet || stop "the build failed"
# Beside the first tests, as one of three.
dotnet format Anomaly.sln --verify-no-changes --no-restore >"$results/format" 2>&1 &
format=$!

# run PROJECT [options of its runner]; where there are options, they are a part of the name that the result goes by.
run() {
  local project=$1
  shift
  timeout 1500 dotnet run --no-build -c Release --project "test/$project" -- -noColor "$@" >"$results/$project$*" 2>&1
  echo $? >"$results/$project$*.code"
}

passed=0 failed=0 skipped=0
report() {
  local file="$results/$1" total own_passed own_failed own_skipped
  echo "== $1"
  figure() { sed -n "s/.*Total: .*[ ,]$1: \([0-9]*\).*/\1/p;" "$file" | tail -n 1 | grep . || echo 0; }
  total=$(sed -n 's/.*Total: \([0-9]*\), Errors: .*/\1/p' "$file" | tail -n 1)
  own_failed=$(($(figure Failed) + $(figure Errors))) own_skipped=$(figure Skipped)
  # Not Run: measurements, which run only where they are asked for.
  own_passed=$((${total:-0} - own_failed - own_skipped - $(figure "Not Run")))
  if [ "$(cat "$file.code")" -ne 0 ] || [ "${total:-0}" -eq 0 ]; then
    cat "$file"
    # A run that broke off, or ran nothing, counts as failed, whatever it had counted.
    [ "$own_failed" -gt 0 ] || own_failed=1
  else
    tail -n 1 "$file"
  fi
  passed=$((passed + own_passed)) failed=$((failed + own_failed)) skipped=$((skipped + own_skipped))
}

# together RUN...: three at a time, for most of them start servers and silos, and wait as much as they work.
started=()
together() {
  local each
  for each in "$@"; do
    while [ "$(jobs -rp | wc -l)" -ge 3 ]; do wait -n; done
    # shellcheck disable=SC2086 # several words on purpose
    run $each &
    started+=("$each")
  done
}

# The deployment's tests make networks, and Chromium gives up what it loads whenever one comes or goes: pages are tested after them.
# The silos' tests in two halves of about the same time.
first="-namespace Anomaly.Silo.Tests.Cluster -namespace Anomaly.Silo.Tests.Versions -namespace Anomaly.Silo.Tests.Notifications"
pages=("Anomaly.Silo.Tests $first" "Anomaly.Silo.Tests ${first//-namespace/-namespace-}" Anomaly.Dashboard.Tests)
together Anomaly.Deployment.Tests
deployment=$!
together Anomaly.Chaos.Tests Anomaly.Streaming.Kafka.Tests
for project in test/*.Tests/; do
  name=$(basename "$project")
  [[ " ${started[*]} ${pages[*]} " == *" $name "* ]] || together "$name"
done

wait "$deployment"
together "${pages[@]}"
if ! wait "$format"; then
  cat "$results/format"
  echo "the format differs; run: dotnet format"
  failed=$((failed + 1))
fi

wait
for each in "${started[@]}"; do
  report "${each/ /}"
done

if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "under CI nothing may be skipped" >&2
  failed=$((failed + skipped))
fi

finish "$passed" "$failed" "$skipped"
