#!/usr/bin/env bash
# Node 26.10.0: util.parseEnv keeps a byte order mark, as written by Windows editors, in the first name of a file.
# The first setting is missing without any error; the others are read.
# What to do: decode the file with TextDecoder, which removes the mark.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node@26.10.0 >/dev/null

cat >check.cjs <<'END'
const { parseEnv } = require('node:util');
const bytes = Buffer.from('\uFEFFTOKEN=a\nPORT=1\n');
for (const text of [bytes.toString('utf8'), new TextDecoder().decode(bytes)]) {
  const { TOKEN, PORT } = parseEnv(text);
  console.log(`TOKEN ${TOKEN}, PORT ${PORT}`);
}
END
seen=$(node_modules/.bin/node check.cjs)
expected='TOKEN undefined, PORT 1
TOKEN a, PORT 1'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
