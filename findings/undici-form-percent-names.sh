#!/usr/bin/env bash
# undici 8.13.1 (Node's fetch): a file name with %22, %0A or %0D changes when a form is encoded and decoded.
# fetch encodes a quotation mark as %22 and leaves % unchanged; formData() decodes every %22. a%22b.pdf is read as
# a"b.pdf by the same library.
# What to do: send names that matter in a field of their own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . undici@8.13.1 node@26.10.0 >/dev/null

cat >check.mjs <<'END'
import { FormData, Response } from 'undici';

for (const name of ['a"b.pdf', 'a%22b.pdf', 'a%0Ab.pdf', '100%.pdf', 'Lịch.pdf']) {
  const form = new FormData();
  form.append('document', new Blob(['x']), name);
  const back = await new Response(form).formData();
  console.log(JSON.stringify(name), JSON.stringify(back.get('document').name));
}
END
seen=$(node_modules/.bin/node check.mjs)
expected='"a\"b.pdf" "a\"b.pdf"
"a%22b.pdf" "a\"b.pdf"
"a%0Ab.pdf" "a\nb.pdf"
"100%.pdf" "100%.pdf"
"Lịch.pdf" "Lịch.pdf"'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
