#!/usr/bin/env bash
# pglite-prisma-adapter 0.7.2: a time with an offset (timetz) is read without it, so 19:30+07 and 19:30Z are equal.
# The time is not converted; the offset is dropped.
# What to do: store the time in a `time` column and the zone's name in another.
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
for (const time of ['19:30+07', '19:30Z', '19:30-05:30']) {
  const sql = `SELECT '${time}'::timetz AS time`;
  const { rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });
  console.log(time, (await db.query(sql)).rows[0].time, rows[0][0]);
}
process.exit();
END
seen=$(node check.mjs)
expected='19:30+07 19:30:00+07 19:30:00
19:30Z 19:30:00+00 19:30:00
19:30-05:30 19:30:00-05:30 19:30:00'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
