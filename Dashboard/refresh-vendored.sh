#!/bin/sh
# Fetches the fonts that the pages serve themselves, so that nothing is loaded from elsewhere at run time. Run it by hand to
# take a newer version; what it writes is checked in, and no build needs npm.
set -eu

version=${1:-5.3.0}
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
