#!/usr/bin/env bash
# @electric-sql/pglite 0.5.16: ALTER DATABASE … SET and ALTER ROLE … SET are accepted and stored, but never applied.
# After reopening they are in pg_db_role_setting, and the session has the old values. ALTER SYSTEM SET works.
# What to do: pass settings as `-c name=value` in startParams, or SET them in each session.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @electric-sql/pglite@0.5.16 >/dev/null

cat >check.mjs <<'END'
import { PGlite } from '@electric-sql/pglite';

const one = async (db, sql) => Object.values((await db.query(sql)).rows[0])[0];
let db = await PGlite.create('data');
await db.query(`ALTER DATABASE postgres SET "TimeZone" = 'Asia/Ho_Chi_Minh'`);
await db.query(`ALTER ROLE postgres SET statement_timeout = '7s'`);
await db.query(`ALTER SYSTEM SET work_mem = '5MB'`);
await db.close();
db = await PGlite.create('data');
console.log('settings kept:', await one(db, 'SELECT count(*)::int FROM pg_db_role_setting'));
for (const name of ['TimeZone', 'statement_timeout', 'work_mem'])
  console.log(`${name}: ${await one(db, `SHOW ${name}`)}`);
await db.close();
END
seen=$(TZ=UTC node check.mjs)
expected='settings kept: 2
TimeZone: UTC
statement_timeout: 0
work_mem: 5MB'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
