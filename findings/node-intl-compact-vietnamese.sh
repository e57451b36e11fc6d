#!/usr/bin/env bash
# Node 26.10.0 (ICU 78.3): compact Vietnamese numbers use a letter that has another meaning in English.
# "T" is tỷ, a thousand million, which is "B" in English; English "T" is a million million, in Vietnamese "NT". "N" is
# a thousand.
# What to do: use compactDisplay 'long' ("1,2 tỷ") where readers of both languages see the number.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node@26.10.0 >/dev/null

cat >check.cjs <<'END'
const write = (locale, number, compactDisplay) =>
  new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay }).format(number).replace('\xa0', ' ');
for (const number of [1.2e3, 1.2e6, 1.2e9, 1.2e12])
  console.log([write('en', number, 'short'), write('vi', number, 'short'), write('vi', number, 'long')].join(' | '));
END
seen=$(node_modules/.bin/node check.cjs)
expected='1.2K | 1,2 N | 1,2 nghìn
1.2M | 1,2 Tr | 1,2 triệu
1.2B | 1,2 T | 1,2 tỷ
1.2T | 1,2 NT | 1,2 nghìn tỷ'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
