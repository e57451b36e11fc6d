#!/usr/bin/env bash
# prebuilt-tdlib 0.1008065.0 (TDLib 1.8.65, as in Telegram's clients): an @ directly before a web address in plain text
# removes the link.
# "@https://example.org" mentions a user https, "@example.org" a user example, and "@www.example.org" is plain text. An
# @ after the host, as in youtube.com/@name, is part of the link.
# What to do: insert a space or a word joiner after such an @.
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
