#!/usr/bin/env bash
# intl-messageformat 12.1.5 and Discord's markup: `<t:…>`, `<a:name:1>`, `</help:1>` and `<https://…>` in a message are
# syntax errors, while `<@1>`, `<#1>`, `<:name:1>` and "I <3 you" are plain text: a < before a letter or / starts a
# tag.
# What to do: set ignoreTag: true for messages without tags, or pass such markup as a value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . intl-messageformat@12.1.5 >/dev/null

cat >check.mjs <<'END'
import { IntlMessageFormat } from 'intl-messageformat';

const write = (message, options) => {
  try {
    return new IntlMessageFormat(message, 'vi', {}, options).format({}) === message ? 'as it is' : 'otherwise';
  } catch (error) {
    return error.message;
  }
};
for (const message of ['<@1>', '<#1>', '<:name:1>', 'I <3 you', '<a:name:1>', '<t:1795869000:F>', '</help:1>',
  '<https://example.org>'])
  console.log(`${message}: ${write(message, {})}; ignoreTag: ${write(message, { ignoreTag: true })}`);
END
seen=$(node check.mjs)
expected='<@1>: as it is; ignoreTag: as it is
<#1>: as it is; ignoreTag: as it is
<:name:1>: as it is; ignoreTag: as it is
I <3 you: as it is; ignoreTag: as it is
<a:name:1>: INVALID_TAG; ignoreTag: as it is
<t:1795869000:F>: INVALID_TAG; ignoreTag: as it is
</help:1>: UNMATCHED_CLOSING_TAG; ignoreTag: as it is
<https://example.org>: INVALID_TAG; ignoreTag: as it is'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
