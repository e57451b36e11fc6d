import { describe, expect, test } from 'vitest';
import { parseExpiry } from '../../../src/alerts/arguments/expiry-argument.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';

const context = {
  ...createTranslator('vi'),
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00Z'),
} as const;
const read = (text: string) => {
  const result = parseExpiry(text, context);
  if (!result.ok) return context.t(result.error.key, result.error.params);
  return result.value.toISOString();
};

describe('the expiry of an alert', () => {
  test.each([
    ['6 hours', '2026-11-24T08:00:00.000Z'],
    ['6 tiếng', '2026-11-24T08:00:00.000Z'],
    ['3 ngày', '2026-11-27T02:00:00.000Z'],
    ['in 2 hours', '2026-11-24T04:00:00.000Z'],
    ['18:00', '2026-11-24T11:00:00.000Z'],
    ['18:00 ngày mai', '2026-11-25T11:00:00.000Z'],
    // A day is meant to its end.
    ['ngày mai', '2026-11-25T17:00:00.000Z'],
    ['28/11', '2026-11-28T17:00:00.000Z'],
  ])('%s', (text, until) => {
    expect(read(text)).toBe(until);
  });

  test.each([
    ['6h', /06:00 thứ Tư 25\/11 hoặc 15:00 thứ Ba 24\/11/],
    ['hôm qua', /đã qua/],
    ['0 phút', /đã qua/],
    ['31 ngày', /tối đa 30 ngày/],
    ['bao giờ cũng được', /Chưa hiểu/],
  ])('rejects %s', (text, why) => {
    expect(read(text)).toMatch(why);
  });
});

test('offers both readings of a text that could be a time or a length, and reads each offer back as such', () => {
  const result = parseExpiry('6h', context);
  const offered = result.ok ? [] : (result.error.suggestions ?? []);
  expect(offered.map(({ value }) => read(String(value)))).toEqual([
    read('06:00 25/11'),
    read('6 tiếng'),
  ]);
  expect(offered.map(({ label }) => label)).toEqual([
    expect.stringContaining('06:00'),
    expect.stringContaining('15:00'),
  ]);
});
