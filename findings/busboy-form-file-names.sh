#!/usr/bin/env bash
# busboy 1.6.0 and fetch of undici 6.29.1: file names in multipart forms are sent as UTF-8 and decoded as Latin-1.
# "Lịch.pdf" is garbled unless busboy gets defParamCharset: 'utf8'. Quotation marks, which fetch sends as %22, are not
# decoded even then.
# What to do: give busboy (and libraries built on it) defParamCharset: 'utf8', and decode %22 yourself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . busboy@1.6.0 undici@6.29.1 >/dev/null

cat >check.mjs <<'END'
import Busboy from 'busboy';
import { FormData, Request } from 'undici';

async function read(name, options) {
  const body = new FormData();
  body.append('document', new Blob(['x']), name);
  const request = new Request('http://127.0.0.1/', { method: 'POST', body });
  const bytes = Buffer.from(await request.arrayBuffer());
  return new Promise((resolve) => {
    const form = Busboy({ headers: { 'content-type': request.headers.get('content-type') }, ...options });
    form.on('file', (_, stream, { filename }) => {
      stream.resume();
      resolve(filename);
    });
    form.end(bytes);
  });
}
for (const name of ['Lịch.pdf', '"Hò".pdf']) {
  const plain = await read(name, {});
  console.log(name, plain === name, plain === Buffer.from(name.replaceAll('"', '%22')).toString('latin1'),
    await read(name, { defParamCharset: 'utf8' }));
}
END
seen=$(node check.mjs)
expected='Lịch.pdf false true Lịch.pdf
"Hò".pdf false true %22Hò%22.pdf'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
