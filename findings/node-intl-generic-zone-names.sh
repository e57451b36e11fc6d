#!/usr/bin/env bash
# Node 26.10.0 (ICU 78.3): timeZoneName 'shortGeneric' is a country for one zone and an abbreviation for another.
# In English, Asia/Ho_Chi_Minh is "Vietnam Time", America/New_York "ET" ("New York Time" in en-GB), Europe/Paris
# "France Time" ("CET" in en-GB), and an offset zone "GMT+7". 'longGeneric' of Vietnam is "Indochina Time".
# What to do: where people choose a zone, use names of your own, or show shortOffset as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node@26.10.0 >/dev/null

cat >check.cjs <<'END'
const name = (locale, timeZone, timeZoneName) =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
    .formatToParts(Date.UTC(2026, 10, 29))
    .find(({ type }) => type === 'timeZoneName').value;
for (const zone of ['Asia/Ho_Chi_Minh', 'America/New_York', 'Europe/Paris', '+07:00'])
  console.log(
    [zone, ...['en', 'en-GB', 'vi'].map((locale) => name(locale, zone, 'shortGeneric')),
      name('en', zone, 'longGeneric')].join(' | '),
  );
END
seen=$(node_modules/.bin/node check.cjs)
expected='Asia/Ho_Chi_Minh | Vietnam Time | Vietnam Time | Giờ Việt Nam | Indochina Time
America/New_York | ET | New York Time | ET | Eastern Time
Europe/Paris | France Time | CET | Giờ Pháp | Central European Time
+07:00 | GMT+7 | GMT+7 | GMT+7 | GMT+07:00'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
