#!/usr/bin/env bash
# prebuilt-tdlib 0.1008065.0 (TDLib 1.8.65), what Telegram's own clients find in plain texts: an @ directly before a web
# address takes the link away. "@https://example.org" is a mention of somebody called https, "@example.org" one of
# example, and "@www.example.org" is nothing at all. An @ after the host, as in youtube.com/@name, is part of the link.
# What to do: put a space or a word joiner behind such an @, or tell links by entities of your own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . tdl@8.1.0 prebuilt-tdlib@0.1008065.0 >/dev/null

cat >check.cjs <<'END'
const tdl = require('tdl');
const { getTdjson } = require('prebuilt-tdlib');
tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 });
const kind = (entity) => entity.type._.replace('textEntityType', '');
const texts = ['@https://example.org', '@example.org', '@www.example.org', '@ https://example.org',
  'youtube.com/@name'];
for (const text of texts) {
  const { entities } = tdl.execute({ _: 'getTextEntities', text });
  const found = entities.map((e) => `${kind(e)} ${text.slice(e.offset, e.offset + e.length)}`);
  console.log(`${text} -> ${found.join(', ') || 'nothing'}`);
}
END
seen=$(node check.cjs)
expected='@https://example.org -> Mention @https
@example.org -> Mention @example
@www.example.org -> nothing
@ https://example.org -> Url https://example.org
youtube.com/@name -> Url youtube.com/@name'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
