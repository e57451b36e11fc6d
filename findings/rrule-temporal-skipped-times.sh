#!/usr/bin/env bash
# rrule-temporal 2.2.8 and ical.js 2.2.1: at a local time that does not exist because clocks go forward, rrule-temporal
# leaves the date out, as RFC 5545 3.3.10 says, and does not count it; ical.js, which computes without a zone, keeps it.
# Where midnight is skipped (Africa/Cairo, 24 April 2026), a daily rule that begins at midnight so loses a whole day in
# the one and not in the other.
# What to do: expand days without a time of day in UTC, and put the zone on afterwards.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . rrule-temporal@2.2.8 ical.js@2.2.1 >/dev/null

cat >check.mjs <<'END'
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';

for (const [zone, start] of [
  ['Africa/Cairo', '20260423T000000'],
  ['Europe/Berlin', '20270327T023000'],
]) {
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=${zone}:${start}\nRRULE:FREQ=DAILY;COUNT=3`,
  });
  console.log(`${zone}, rrule-temporal: ${rule.all().map((one) => one.toString().slice(0, 16)).join(' ')}`);
  const iterator = ICAL.Recur.fromString('FREQ=DAILY;COUNT=3').iterator(
    ICAL.Time.fromDateTimeString(
      start.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6'),
    ),
  );
  const times = [];
  for (let next = iterator.next(); next; next = iterator.next()) times.push(next.toString().slice(0, 16));
  console.log(`${zone}, ical.js: ${times.join(' ')}`);
}
END
seen=$(node check.mjs)
expected='Africa/Cairo, rrule-temporal: 2026-04-23T00:00 2026-04-25T00:00 2026-04-26T00:00
Africa/Cairo, ical.js: 2026-04-23T00:00 2026-04-24T00:00 2026-04-25T00:00
Europe/Berlin, rrule-temporal: 2027-03-27T02:30 2027-03-29T02:30 2027-03-30T02:30
Europe/Berlin, ical.js: 2027-03-27T02:30 2027-03-28T02:30 2027-03-29T02:30'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
