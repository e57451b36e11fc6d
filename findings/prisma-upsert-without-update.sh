#!/usr/bin/env bash
# Prisma 7.10: upsert with an empty `update` runs a SELECT and an INSERT instead of INSERT … ON CONFLICT.
# Two concurrent calls can therefore end in a unique violation (P2002). With anything to update on the same unique
# field it is one statement.
# What to do: use createMany with skipDuplicates, or set the unique field to itself in `update`.
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
model Person {
  id   Int    @id
  name String @unique
}
END
cat >check.mjs <<'END'
import { PGlite } from '@electric-sql/pglite';
import { PrismaClient } from '@prisma/client';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const db = await PGlite.create();
await db.exec('CREATE TABLE "Person" (id int PRIMARY KEY, name text UNIQUE NOT NULL)');
let statements = [];
const prisma = new PrismaClient({
  adapter: new PrismaPGlite(db),
  log: [{ emit: 'event', level: 'query' }],
});
prisma.$on('query', ({ query }) => {
  const [verb] = /^[A-Z]+/.exec(query) ?? [];
  if (verb) statements.push(query.includes('ON CONFLICT') ? `${verb} … ON CONFLICT` : verb);
});
async function look(id, name, update) {
  statements = [];
  await prisma.person.upsert({ where: { name }, create: { id, name }, update });
  console.log(JSON.stringify(update), statements.join(', '));
}
await look(1, 'Linh', {});
await look(2, 'Minh', { name: 'Minh' });
statements = [];
await prisma.person.createMany({ data: [{ id: 3, name: 'Linh' }], skipDuplicates: true });
console.log('createMany', statements.join(', '));
process.exit();
END
# `prisma generate` does not run the schema engine; any program keeps it from being downloaded.
export CHECKPOINT_DISABLE=1 PRISMA_SCHEMA_ENGINE_BINARY=$(command -v node)
node node_modules/prisma/build/index.js generate --schema schema.prisma >/dev/null 2>&1
seen=$(node check.mjs)
expected='{} SELECT, INSERT, SELECT
{"name":"Minh"} INSERT … ON CONFLICT
createMany INSERT … ON CONFLICT'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
