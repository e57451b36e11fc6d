#!/usr/bin/env bash
# @resvg/resvg-js 2.6.2: a letter that no loaded font has is drawn as nothing and takes no room, without an error or a
# warning: a title in Japanese, or an emoji, is a gap in the picture, and a picture of such text alone is an empty one.
# What to do: look the letters up in the font before drawing, and leave out or replace what it lacks
# (src/pictures/drawing/render/text-fit.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @resvg/resvg-js@2.6.2 @expo-google-fonts/be-vietnam-pro@0.4.1 >/dev/null

cat >check.cjs <<'END'
const { Resvg } = require('@resvg/resvg-js');
const fontFiles = [require.resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf')];
const draw = (text) =>
  new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><text x="5" y="40" font-family="Be Vietnam Pro" font-size="30">${text}</text></svg>`,
    { font: { loadSystemFonts: false, fontFiles } },
  ).render().asPng();
const nothing = draw('');
for (const text of ['Đêm thơ', '日本', '🎬', 'Phim🎬'])
  console.log(text, draw(text).equals(nothing) ? 'nothing is drawn' : 'is drawn');
console.log(draw('Phim🎬').equals(draw('Phim')) ? 'no gap, no box' : 'a gap or a box');
END
seen=$(node check.cjs 2>&1)
expected='Đêm thơ is drawn
日本 nothing is drawn
🎬 nothing is drawn
Phim🎬 is drawn
no gap, no box'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
