#!/usr/bin/env bash
# pg 8.23.1: `options` in a connection string silently replaces the `options` passed next to it.
# Session settings that a program always passes ("-c TimeZone=UTC") are lost when an operator's address has options.
# The same applies to application_name.
# What to do: remove `options` from the address and merge both before connecting.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . pg@8.23.1 >/dev/null

cat >check.cjs <<'END'
const { Client } = require('pg');
const told = (connectionString) => {
  const given = { connectionString, options: '-c TimeZone=UTC', application_name: 'bot' };
  const { options, application_name } = new Client(given).connectionParameters;
  return `${options} | ${application_name}`;
};
console.log(told('postgresql://u@127.0.0.1/d'));
console.log(told('postgresql://u@127.0.0.1/d?options=-c%20search_path%3Da&application_name=other'));
END
seen=$(node check.cjs)
expected='-c TimeZone=UTC | bot
-c search_path=a | other'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
