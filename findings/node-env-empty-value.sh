#!/usr/bin/env bash
# Node 26.10.0: util.parseEnv takes the whole next line as the value of a name that is followed by `= ` and nothing
# else.
# `A=` is empty, but `A= ` takes `B=2` as its value and B is not set. Node 20.20.2 leaves A empty in both cases.
# What to do: trim each line first, or parse line by line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
text='A= \nB=2\nC=3'
behaviour() { # version
  mkdir "$1"
  npm install --silent --no-audit --no-fund --prefix "$1" "node@$1" >/dev/null
  "$1/node_modules/.bin/node" -e "
    const { parseEnv } = require('node:util');
    const told = (text) => JSON.stringify(parseEnv(text));
    console.log(process.version, told('A=\nB=2\nC=3'), told('$text'));
  "
}
seen=$(behaviour 20.20.2; behaviour 26.10.0)
expected='v20.20.2 {"A":"","B":"2","C":"3"} {"A":"","B":"2","C":"3"}
v26.10.0 {"A":"","B":"2","C":"3"} {"A":"B=2","C":"3"}'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
