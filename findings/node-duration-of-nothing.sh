#!/usr/bin/env bash
# Node 26.10.0: Intl.DurationFormat formats a zero duration as an empty string in every style but 'digital'.
# A sentence such as "in {duration}" is then incomplete.
# What to do: set `…Display: 'always'` for the smallest unit, or handle zero yourself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node@26.10.0 >/dev/null

cat >check.cjs <<'END'
const write = (locale, options) =>
  JSON.stringify(new Intl.DurationFormat(locale, options).format({ hours: 0, minutes: 0 }));
for (const locale of ['en', 'vi'])
  for (const options of [{ style: 'long' }, { style: 'narrow' }, { style: 'digital' },
    { style: 'long', minutesDisplay: 'always' }])
    console.log(locale, JSON.stringify(options), write(locale, options));
END
seen=$(node_modules/.bin/node check.cjs)
expected='en {"style":"long"} ""
en {"style":"narrow"} ""
en {"style":"digital"} "0:00:00"
en {"style":"long","minutesDisplay":"always"} "0 minutes"
vi {"style":"long"} ""
vi {"style":"narrow"} ""
vi {"style":"digital"} "0:00:00"
vi {"style":"long","minutesDisplay":"always"} "0 phút"'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
