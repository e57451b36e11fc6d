#!/usr/bin/env bash
# node-cron 4.6.0 and pg-boss 12.38.0: with both a day of the month and a weekday, node-cron requires both and pg-boss
# either.
# `0 9 1 * 1` is 9:00 on Mondays that are the first of the month in node-cron; every Monday and every first in pg-boss
# (which uses cron-parser 5.10.6), as in crontab(5).
# What to do: never restrict both fields in an expression that more than one scheduler reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node-cron@4.6.0 pg-boss@12.38.0 cron-parser@5.10.6 >/dev/null

cat >check.mjs <<'END'
import { CronExpressionParser } from 'cron-parser';
import cron from 'node-cron';

const expression = '0 9 1 * 1';
const days = (dates) => dates.map((date) => date.toISOString().slice(0, 10)).join(' ');
const from = new Date('2026-11-29T12:00:00Z');
const parsed = CronExpressionParser.parse(expression, { currentDate: from, tz: 'UTC' });
console.log('pg-boss', days(Array.from({ length: 4 }, () => parsed.next().toDate())));
const runs = cron.createTask(expression, () => {}, { timezone: 'UTC' }).getNextRuns(12);
console.log('node-cron: all are Mondays', runs.every((run) => run.getUTCDay() === 1));
console.log('node-cron: all are a first', runs.every((run) => run.getUTCDate() === 1));
process.exit();
END
grep -q "from 'cron-parser'" node_modules/pg-boss/dist/timekeeper.js
seen=$(node check.mjs)
expected='pg-boss 2026-11-30 2026-12-01 2026-12-07 2026-12-14
node-cron: all are Mondays true
node-cron: all are a first true'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
