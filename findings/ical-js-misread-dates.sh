#!/usr/bin/env bash
# ical.js 2.2.1: dates that RFC 5545 does not allow, but that producers write, are cut by position and never refused. A
# day without VALUE=DATE becomes “2026-12-01T::”, an offset behind the time is dropped, ISO 8601 is torn apart, and
# words become a date too. One line without a colon makes ICAL.parse throw, and all other events are lost with it.
# What follows: a calendar that other programs show is read at a wrong time without an error, or not at all.
# What to do: check each value by a pattern before it is parsed, and parse one line or event at a time. Here calendars of
# others are read by src/calendar-imports/reader/, and ical.js is what its tests compare it with.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . ical.js@2.2.1 >/dev/null

cat >check.mjs <<'END'
import ICAL from 'ical.js';

for (const line of [
  'DTSTART:20261201T193000',
  'DTSTART:20261201',
  'DTSTART:20261201T193000+0700',
  'DTSTART:2026-12-01T19:30:00Z',
  'DTSTART:tomorrow',
])
  console.log(`${line} -> ${ICAL.parse.property(line)[3]}`);
const event = (...lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const text = ['BEGIN:VCALENDAR', ...event('UID:a'), ...event('UID:b', 'NOTHING'), 'END:VCALENDAR'];
try {
  ICAL.parse(text.join('\r\n'));
  console.log('a line without a colon -> read');
} catch (error) {
  console.log(`a line without a colon -> ${error.message}`);
}
END
seen=$(node check.mjs)
expected='DTSTART:20261201T193000 -> 2026-12-01T19:30:00
DTSTART:20261201 -> 2026-12-01T::
DTSTART:20261201T193000+0700 -> 2026-12-01T19:30:00
DTSTART:2026-12-01T19:30:00Z -> 2026--1-2-T1T:19::3
DTSTART:tomorrow -> tomo-rr-owT::
a line without a colon -> invalid line (no token ";" or ":") "NOTHING"'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
