#!/usr/bin/env bash
# prom-client 15.1.3: a label with the value '' and the same label left out produce two lines of one metric.
# Prometheus treats an empty label as absent (see its data model), so one scrape has the same series twice with
# different values.
# What to do: always set every label, with a word such as "none" instead of ''.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . prom-client@15.1.3 >/dev/null

cat >check.cjs <<'END'
const { Counter, Registry } = require('prom-client');
const register = new Registry();
const sent = new Counter({ name: 'sent_total', help: 'Sent', labelNames: ['chat', 'why'], registers: [register] });
sent.inc({ chat: 'a' });
sent.inc({ chat: 'a', why: undefined });
sent.inc({ chat: 'a', why: '' });
register.metrics().then((text) => console.log(text.split('\n').filter((line) => line.startsWith('sent')).join('\n')));
END
seen=$(node check.cjs)
expected='sent_total{chat="a"} 2
sent_total{chat="a",why=""} 1'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
