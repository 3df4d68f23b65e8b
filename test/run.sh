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
# Beside the first tests, as one of four. Style, names and analyzers are the build's, as errors; what it does not look at is white space and the order of usings.
{
  dotnet format whitespace Anomaly.sln --verify-no-changes --no-restore &&
    dotnet format style Anomaly.sln --verify-no-changes --no-restore --diagnostics IMPORTS
} >"$results/format" 2>&1 &
format=$!

# run NUMBER PROJECT [options of its runner]
run() {
  local file="$results/$1" project=$2
  shift 2
  timeout 1500 dotnet "test/$project/bin/Release/net10.0/$project.dll" -noColor "$@" >"$file" 2>&1
  echo $? >"$file.code"
}

passed=0 failed=0 skipped=0
# report NUMBER WHAT
report() {
  local file="$results/$1" total own_passed own_failed own_skipped
  echo "== $2"
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

# start RUN: four at a time, for most of them start servers and silos, and wait more than they work.
started=()
start() {
  while [ "$(jobs -rp | wc -l)" -ge 4 ]; do wait -n; done
  # shellcheck disable=SC2086 # several words on purpose
  run "${#started[@]}" $1 &
  started+=("$1")
}

# The deployment's tests make networks, and Chromium gives up what it loads whenever one comes or goes: pages are tested after them.
# The silos' tests, which mostly wait, in parts of about the same time; what is in none of the others is in the last.
silos() {
  local each names=""
  for each in "$@"; do names+=" -namespace Anomaly.Silo.Tests.$each"; done
  echo "Anomaly.Silo.Tests$names"
}
clusters=(Cluster Client) hardship=(Notifications Versions BadInput Health) browsed=(Addresses Dashboard Standalone)
rest=$(silos "${clusters[@]}" "${hardship[@]}" "${browsed[@]}")
browser="-namespace Anomaly.Dashboard.Tests.Browser"
pages=("Anomaly.Dashboard.Tests $browser" "$(silos "${browsed[@]}")")
start Anomaly.Deployment.Tests
deployment=$!
start_pages() {
  local each
  for each in "${pages[@]}"; do start "$each"; done
  pages=()
}

# The long ones first, and the pages as soon as they may be.
others=("$(silos "${clusters[@]}")" "$(silos "${hardship[@]}")" Anomaly.Chaos.Tests Anomaly.Streaming.Kafka.Tests "${rest//-namespace/-namespace-}" "Anomaly.Dashboard.Tests ${browser/-namespace/-namespace-}")
for project in test/*.Tests/; do
  name=$(basename "$project")
  [[ " ${started[*]} ${others[*]} ${pages[*]} " == *" $name "* ]] || others+=("$name")
done
for each in "${others[@]}"; do
  [ ! -e "$results/0.code" ] || start_pages
  start "$each"
done

wait "$deployment"
start_pages
if ! wait "$format"; then
  cat "$results/format"
  echo "the format differs; run: dotnet format"
  failed=$((failed + 1))
fi

wait
for number in "${!started[@]}"; do
  report "$number" "${started[number]}"
done

if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "under CI nothing may be skipped" >&2
  failed=$((failed + skipped))
fi

finish "$passed" "$failed" "$skipped"
