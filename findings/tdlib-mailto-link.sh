#!/usr/bin/env bash
# prebuilt-tdlib 0.1008065.0 (TDLib 1.8.65): a mailto: link in HTML becomes the web address http://mailto:…/, and links
# to tel:, to localhost or without a host are dropped. There is no error; the text stays.
# What to do: write the address as text; e-mail addresses are detected as links.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . tdl@8.1.0 prebuilt-tdlib@0.1008065.0 >/dev/null

cat >check.cjs <<'END'
const tdl = require('tdl');
const { getTdjson } = require('prebuilt-tdlib');
tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 });
const parse = (text) =>
  tdl.execute({ _: 'parseTextEntities', text, parse_mode: { _: 'textParseModeHTML' } });
for (const address of ['mailto:a@example.org', 'tel:+84901234567', 'http://localhost:3000/', '/page',
  'example.org/page']) {
  const { text, entities } = parse(`<a href="${address}">words</a>`);
  console.log(`${address} -> ${text}, ${entities[0]?.type.url ?? 'no link'}`);
}
const [found] = tdl.execute({ _: 'getTextEntities', text: 'a@example.org' }).entities;
console.log(`a@example.org -> ${found.type._}`);
END
seen=$(node check.cjs)
expected='mailto:a@example.org -> words, http://mailto:a@example.org/
tel:+84901234567 -> words, no link
http://localhost:3000/ -> words, no link
/page -> words, no link
example.org/page -> words, http://example.org/page
a@example.org -> textEntityTypeEmailAddress'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
