import { expect, test } from 'vitest';
import { timeRange } from '../../src/message/build.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string) => new Date(`${text}+07:00`);

test.each([
  ['the same day', '2026-11-28T21:00', ['dateTime', ' – ', 'time']],
  ['midnight', '2026-11-29T00:00', ['dateTime', ' – ', 'time']],
  ['the next day', '2026-11-29T01:00', ['dateTime', ' – ', 'dateTime']],
  ['another year', '2027-01-01T01:00', ['dateTime', ' – ', 'dateTime']],
  ['no known end', '2026-11-28T19:30', ['dateTime']],
])(
  'names both days of a range where readers in several zones see different days: %s',
  (_name, end, kinds) => {
    const said = timeRange({ startsAt: at('2026-11-28T19:30'), endsAt: at(end), zone });
    const of = (one: unknown) =>
      typeof one === 'object' && one && 'style' in one ? one.style : one;
    expect([said].flat().map(of)).toEqual(kinds);
  },
);
