#!/usr/bin/env bash
# koishi 4.18.11: `import 'koishi'` fails, `require('koishi')` works. The ES module of its loader (@koishijs/loader
# 4.6.11) extends a class that it receives as a module object. Same with Node 20.20.2 and 26.10.0.
# What to do: load koishi with createRequire, or write the entry as CommonJS.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts koishi@4.18.11 @koishijs/loader@4.6.11 >/dev/null
cat >look.mjs <<'JS'
import { createRequire } from 'node:module';
const imported = await import('koishi').then(({ Context }) => typeof Context, ({ name, message }) => `${name}: ${message}`);
console.log('import:', imported);
console.log('require:', typeof createRequire(import.meta.url)('koishi').Context);
JS
seen=$(node look.mjs)
expected='import: TypeError: Class extends value #<Object> is not a constructor or null
require: function'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
