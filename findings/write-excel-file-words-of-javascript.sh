#!/usr/bin/env bash
# write-excel-file 4.1.1: a text that is also the name of something every JavaScript object has is lost. Texts are kept
# in one list for the whole file, and the library looks each one up in a plain object to see whether it is in the list
# already; words such as “constructor” are always found there, so nothing is added and the cell points nowhere.
# What follows: such a cell is empty in the file, without an error; names and answers that people type can be such words.
# What to do: escape the first letter as spreadsheets do (_x0063_onstructor), which they show as the letter itself. Here
# src/message/sheets/ does so, and its tests read the files back.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . write-excel-file@4.1.1 fflate@0.8.2 >/dev/null

cat >check.mjs <<'END'
import { strFromU8, unzipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';

for (const word of ['Linh', 'constructor', 'valueOf']) {
  const file = await writeXlsxFile([[{ type: String, value: word }]]).toBuffer();
  const parts = unzipSync(new Uint8Array(file));
  const texts = strFromU8(parts['xl/sharedStrings.xml']).match(/<t[^>]*>[^<]*/g) ?? [];
  console.log(`${word} -> ${texts.map((text) => text.replace(/<t[^>]*>/, '')).join() || 'nothing'}`);
}
END
seen=$(node check.mjs)
expected='Linh -> Linh
constructor -> nothing
valueOf -> nothing'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
