#!/usr/bin/env bash
# @electric-sql/pglite 0.5.16: a query with the option `parsers`, even with one or none in it, copies every parser that the
# database has, some three hundred, each time. pglite-prisma-adapter 0.7.2 passes the option with every query, so that a
# short query takes noticeably longer through Prisma than by itself.
# What to do: register parsers once, when the database is opened, and take the option off each query.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @electric-sql/pglite@0.5.16 >/dev/null

cat >check.mjs <<'END'
import { PGlite } from '@electric-sql/pglite';

const db = await PGlite.create();
let copied = 0;
const all = db.parsers;
const count = Object.keys(all).length;
db.parsers = new Proxy(all, { ownKeys: (target) => ((copied += Reflect.ownKeys(target).length), Reflect.ownKeys(target)) });
const copiedBy = async (options) => {
  copied = 0;
  await db.query('SELECT 1 AS one', [], options);
  return copied > 0 ? 'all' : 'none';
};
console.log('more than 300 parsers:', count > 300);
console.log('without the option:', await copiedBy(undefined));
console.log('with an empty one:', await copiedBy({ parsers: {} }));
await db.close();
END
seen=$(node check.mjs)
expected='more than 300 parsers: true
without the option: none
with an empty one: all'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
