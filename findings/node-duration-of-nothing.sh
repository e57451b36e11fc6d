#!/usr/bin/env bash
# Node 26.10.0: Intl.DurationFormat writes a duration of nothing as an empty text in every style but 'digital'.
# A sentence such as "in {duration}" then ends in the air at the very moment that it is about.
# What to do: give the smallest unit `…Display: 'always'`, or say "now" yourself.
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
