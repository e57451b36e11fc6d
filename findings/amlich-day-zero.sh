#!/usr/bin/env bash
# amlich 0.0.2 and vietnamese-lunar-calendar 0.0.6 (both port Hồ Ngọc Đức's short algorithm, whose new moons are up to
# two minutes off): a month that begins close to midnight in Vietnam has a day 0, as on 7 May 2054 and 9 April 2062, or
# begins on another day than by the full series, as in June 1944, December 2072 and October 2085. vietnamese-lunar-calendar also
# computes in the zone of the process and not in Vietnam's: on a server in UTC a month in three begins on another day.
# What to do: compute new moons to the second (src/language/lunar), and pass the zone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . amlich@0.0.2 vietnamese-lunar-calendar@0.0.6 >/dev/null

cat >check.cjs <<'END'
const amlich = require('amlich');
const { LunarDate } = require('vietnamese-lunar-calendar');

const withAmlich = ([year, month, day]) => {
  const [d, m, , leap] = amlich.convertSolar2Lunar(day, month, year, 7);
  return `${d}/${m}${leap ? '+' : ''}`;
};
const withOther = ([year, month, day]) => {
  const { date, month: m, isLeap } = new LunarDate(year, month, day);
  return `${date}/${m}${isLeap ? '+' : ''}`;
};
for (const day of [[1944, 6, 20], [1967, 7, 8], [2054, 5, 7], [2062, 4, 9], [2072, 12, 9], [2085, 10, 18], [2026, 11, 9]])
  console.log(process.env.TZ, day.join('-'), withAmlich(day), withOther(day));
END
seen=$(for zone in Asia/Ho_Chi_Minh UTC; do TZ=$zone node check.cjs; done)
expected='Asia/Ho_Chi_Minh 1944-6-20 30/4+ 30/4+
Asia/Ho_Chi_Minh 1967-7-8 1/6 1/6
Asia/Ho_Chi_Minh 2054-5-7 0/4 0/4
Asia/Ho_Chi_Minh 2062-4-9 0/3 0/3
Asia/Ho_Chi_Minh 2072-12-9 30/10 30/10
Asia/Ho_Chi_Minh 2085-10-18 1/9 1/9
Asia/Ho_Chi_Minh 2026-11-9 1/10 1/10
UTC 1944-6-20 30/4+ 1/5
UTC 1967-7-8 1/6 2/6
UTC 2054-5-7 0/4 1/4
UTC 2062-4-9 0/3 1/3
UTC 2072-12-9 30/10 1/11
UTC 2085-10-18 1/9 1/9
UTC 2026-11-9 1/10 1/10'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
