#!/usr/bin/env bash
# zod 4.4.0 made keys of z.unknown() and z.any() required at run time, in a minor version.
# Up to 4.3.x the schema {a: z.unknown()} accepts {}; from 4.4.0 on it is rejected ("expected nonoptional").
# What to do: write z.unknown().optional() for a key that may be missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

takes_missing_key() { # version
  mkdir "$folder/$1"
  cd "$folder/$1"
  npm install --silent --no-audit --no-fund --prefix . "zod@$1" >/dev/null
  node -e "
    const { z } = require('zod');
    const takes = (schema) => z.object({ a: schema }).safeParse({}).success;
    console.log(takes(z.unknown()), takes(z.any()), takes(z.unknown().optional()));
  "
}

fail() {
  echo "CHANGED: $1"
  exit 1
}

before=$(takes_missing_key 4.3.0)
after=$(takes_missing_key 4.6.7)
echo "zod 4.3.0: unknown, any, unknown().optional() take a missing key: $before"
echo "zod 4.6.7: unknown, any, unknown().optional() take a missing key: $after"
[ "$before" = 'true true true' ] || fail 'zod 4.3.0 behaves otherwise'
[ "$after" = 'false false true' ] || fail 'zod 4.6.7 behaves otherwise'
echo 'As found.'
