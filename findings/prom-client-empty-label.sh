#!/usr/bin/env bash
# prom-client 15.1.3: a label given as '' and the same label left out are two lines of one metric.
# To Prometheus a label without a value is no label (its data model says so): both lines are one series to it, told
# twice in one answer with different numbers.
# What to do: always give every label, and a word such as "none" instead of ''.
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
