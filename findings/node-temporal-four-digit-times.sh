#!/usr/bin/env bash
# Node 26.10.0: Temporal.PlainTime.from accepts "1930" as 19:30 and rejects "1130", "0930" and "0700".
# Four digits that could also be a month and a day are ambiguous; "0230" is accepted since there is no 30 February.
# Tests with a few evening hours do not notice.
# What to do: parse the digits and insert a colon, or prefix T ("T1130").
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node@26.10.0 >/dev/null

cat >check.cjs <<'END'
const read = (text) => {
  try {
    return Temporal.PlainTime.from(text).toString();
  } catch (error) {
    return error.name;
  }
};
for (const text of ['1930', '1130', '0930', '0700', '0229', '0230', '1231', '1232', 'T1130', '11:30'])
  console.log(text, read(text));
END
seen=$(node_modules/.bin/node check.cjs)
expected='1930 19:30:00
1130 RangeError
0930 RangeError
0700 RangeError
0229 RangeError
0230 02:30:00
1231 RangeError
1232 12:32:00
T1130 11:30:00
11:30 11:30:00'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
