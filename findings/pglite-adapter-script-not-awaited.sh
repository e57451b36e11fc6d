#!/usr/bin/env bash
# pglite-prisma-adapter 0.7.2 with @electric-sql/pglite 0.5.16: `executeScript` resolves before the script has run. A migration
# tool that runs its scripts by it goes on at once, and what becomes of the script is known to nobody.
# What to do: run scripts by PGlite's own `exec` and wait for that (src/database/migrations/migrations.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @electric-sql/pglite@0.5.16 pglite-prisma-adapter@0.7.2 >/dev/null

cat >check.mjs <<'END'
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const db = await PGlite.create();
const adapter = await new PrismaPGlite(db).connect();
const events = [];
await db.listen('ran', () => events.push('script has run'));
const script = "SELECT count(*) FROM generate_series(1, 2000000); NOTIFY ran;";
await adapter.executeScript(script);
events.push('executeScript resolved');
await db.query('SELECT 1');
console.log('adapter:', events.join(', '));
events.length = 0;
await db.exec(script);
events.push('exec resolved');
console.log('PGlite:', events.join(', '));
await db.close();
END
seen=$(node check.mjs)
expected='adapter: executeScript resolved, script has run
PGlite: script has run, exec resolved'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
