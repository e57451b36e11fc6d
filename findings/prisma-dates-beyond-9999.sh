#!/usr/bin/env bash
# Prisma 7.10 on PGlite (pglite-prisma-adapter 0.7.2): a date after the year 9999 can be written but not read.
# create() stores it and returns an Invalid Date; so do rows with 'infinity' or a year BC. There is no error:
# isNaN(row.at) is true, and JSON has null as if the column were empty.
# What to do: reject such dates before writing, and with a CHECK constraint.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . prisma@7.10.1 @prisma/client@7.10.0 \
  @electric-sql/pglite@0.5.16 pglite-prisma-adapter@0.7.2 >/dev/null

cat >schema.prisma <<'END'
generator client {
  provider = "prisma-client-js"
}
datasource db {
  provider = "postgresql"
}
model Course {
  id Int       @id
  at DateTime? @db.Timestamptz(3)
}
END
cat >check.mjs <<'END'
import { PGlite } from '@electric-sql/pglite';
import { PrismaClient } from '@prisma/client';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const db = await PGlite.create();
await db.exec(`
  CREATE TABLE "Course" (id int PRIMARY KEY, at timestamptz(3));
  INSERT INTO "Course" VALUES (1, '9999-12-31Z'), (2, 'infinity'), (3, '0044-03-15Z BC');
`);
const prisma = new PrismaClient({ adapter: new PrismaPGlite(db) });
const at = new Date('+012026-11-29T00:00:00Z');
console.log('written', String((await prisma.course.create({ data: { id: 4, at } })).at));
const { rows } = await db.query('SELECT at::text FROM "Course" WHERE id = 4');
console.log('stored', rows[0].at);
for (const row of await prisma.course.findMany({ orderBy: { id: 'asc' } }))
  console.log(JSON.stringify(row), Number.isNaN(Number(row.at)));
process.exit();
END
# `prisma generate` does not run the schema engine; any program keeps it from being downloaded.
export CHECKPOINT_DISABLE=1 PRISMA_SCHEMA_ENGINE_BINARY=$(command -v node)
node node_modules/prisma/build/index.js generate --schema schema.prisma >/dev/null 2>&1
seen=$(TZ=UTC node check.mjs)
expected='written Invalid Date
stored 12026-11-29 00:00:00+00
{"id":1,"at":"9999-12-31T00:00:00.000Z"} false
{"id":2,"at":null} true
{"id":3,"at":null} true
{"id":4,"at":null} true'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
