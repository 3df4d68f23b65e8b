#!/bin/sh
# Fetches what the pages serve themselves, so that nothing is loaded from elsewhere at run time: the fonts (Roboto, by way of
# @fontsource/roboto) and the charts (uPlot). Run it by hand to take newer versions; what it writes is checked in, and no build needs npm.
# Usage: refresh-vendored.sh [version of @fontsource/roboto] [version of uplot]
set -eu

version=${1:-5.3.0}
uplot=${2:-1.6.32}
here=$(cd "$(dirname "$0")" && pwd)
fonts="$here/wwwroot/assets/fonts"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "@fontsource/roboto@$version" >/dev/null && tar xzf ./*.tgz)

rm -rf "$fonts"
mkdir -p "$fonts"
cp "$work/package/LICENSE" "$fonts/LICENSE"
{
  echo "/* Roboto from @fontsource/roboto $version, SIL Open Font License 1.1 (LICENSE beside this file). Written by refresh-vendored.sh. */"
  for weight in 400 500 700; do
    for subset in cyrillic greek latin-ext latin; do
      file="roboto-$subset-$weight-normal.woff2"
      cp "$work/package/files/$file" "$fonts/$file"
      range=$(grep -A 8 "roboto-$subset-$weight-normal \*/" "$work/package/$weight.css" | grep -m 1 unicode-range)
      printf "@font-face {\n  font-family: 'Roboto';\n  font-style: normal;\n  font-display: swap;\n  font-weight: %s;\n  src: url(%s) format('woff2');\n%s\n}\n" "$weight" "$file" "$range"
    done
  done
} >"$fonts/roboto.css"
chmod 644 "$fonts"/*

charts="$here/wwwroot/assets/uplot"
rm -rf "$work/package" "$work"/*.tgz "$charts"
mkdir -p "$charts"
(cd "$work" && npm pack --silent "uplot@$uplot" >/dev/null && tar xzf ./*.tgz)
cp "$work/package/LICENSE" "$charts/LICENSE"
{
  printf '/* uPlot %s, MIT licence (LICENSE beside this file). Written by refresh-vendored.sh. */\n' "$uplot"
  cat "$work/package/dist/uPlot.iife.min.js"
} >"$charts/uplot.js"
{
  printf '/* uPlot %s, MIT licence (LICENSE beside this file). Written by refresh-vendored.sh. */\n' "$uplot"
  cat "$work/package/dist/uPlot.min.css"
} >"$charts/uplot.css"
chmod 644 "$charts"/*
