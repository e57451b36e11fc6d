#!/usr/bin/env bash
# node-cron 4.6.0 and pg-boss 12.38.0: at a local time that does not exist because clocks go forward, node-cron skips a
# daily job and pg-boss runs it an hour later.
# `30 2 * * *` in Europe/Berlin matches no minute of 28 March 2027 in node-cron; cron-parser 5.10.6, which pg-boss
# uses, returns 03:30.
# What to do: schedule outside the hour of the change (02:00 to 03:00 in most of Europe), or catch up on skipped runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . node-cron@4.6.0 pg-boss@12.38.0 cron-parser@5.10.6 >/dev/null

cat >check.mjs <<'END'
import { CronExpressionParser } from 'cron-parser';
import cron from 'node-cron';

const expression = '30 2 * * *';
const timezone = 'Europe/Berlin';
const task = cron.createTask(expression, () => {}, { timezone });
for (const day of ['2027-03-27', '2027-03-28', '2027-03-29']) {
  const start = Date.parse(`${day}T00:00:00+01:00`);
  const minutes = Array.from({ length: 23 * 60 }, (_, minute) => new Date(start + minute * 60_000));
  const matching = minutes.filter((date) => task.match(date)).map((date) => date.toISOString());
  const parsed = CronExpressionParser.parse(expression, { currentDate: new Date(start), tz: timezone });
  console.log(`${day}: node-cron ${matching.join(' ') || 'never'}, pg-boss ${parsed.next().toDate().toISOString()}`);
}
process.exit();
END
grep -q "from 'cron-parser'" node_modules/pg-boss/dist/timekeeper.js
seen=$(node check.mjs)
expected='2027-03-27: node-cron 2027-03-27T01:30:00.000Z, pg-boss 2027-03-27T01:30:00.000Z
2027-03-28: node-cron never, pg-boss 2027-03-28T01:30:00.000Z
2027-03-29: node-cron 2027-03-29T00:30:00.000Z, pg-boss 2027-03-29T00:30:00.000Z'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
