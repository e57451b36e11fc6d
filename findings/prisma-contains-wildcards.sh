#!/usr/bin/env bash
# Prisma 7.10 on PGlite (pglite-prisma-adapter 0.7.2): `contains`, `startsWith` and `endsWith` treat % and _ in the
# text as wildcards. A search for "100%" also finds "1000 people", and one for "_" everything that is not empty.
# What to do: escape \, % and _ with a backslash in text from users.
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
  id    Int    @id
  title String
}
END
cat >check.mjs <<'END'
import { PGlite } from '@electric-sql/pglite';
import { PrismaClient } from '@prisma/client';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const db = await PGlite.create();
await db.exec(`
  CREATE TABLE "Course" (id int PRIMARY KEY, title text NOT NULL);
  INSERT INTO "Course" VALUES (1, '100% live'), (2, '1000 people'), (3, 'snake_case'), (4, '');
`);
const prisma = new PrismaClient({ adapter: new PrismaPGlite(db) });
const escape = (text) => text.replace(/[\\%_]/g, '\\$&');
const find = async (title) => {
  const rows = await prisma.course.findMany({ where: { title }, orderBy: { id: 'asc' } });
  return rows.map(({ id }) => id).join(' ') || 'none';
};
for (const text of ['100%', '_'])
  console.log(text, '| contains', await find({ contains: text }), '| starts', await find({ startsWith: text }),
    '| ends', await find({ endsWith: text }), '| escaped', await find({ contains: escape(text) }));
process.exit();
END
# `prisma generate` does not run the schema engine; any program keeps it from being downloaded.
export CHECKPOINT_DISABLE=1 PRISMA_SCHEMA_ENGINE_BINARY=$(command -v node)
node node_modules/prisma/build/index.js generate --schema schema.prisma >/dev/null 2>&1
seen=$(node check.mjs)
expected='100% | contains 1 2 | starts 1 2 | ends 1 2 | escaped 1
_ | contains 1 2 3 | starts 1 2 3 | ends 1 2 3 | escaped 3'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
