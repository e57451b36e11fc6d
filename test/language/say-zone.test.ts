import { expect, test } from 'vitest';
import { isSameTime, sayZone } from '../../src/language/say-zone.ts';

const winter = Temporal.Instant.from('2026-11-24T02:00:00Z');
const summer = Temporal.Instant.from('2026-07-01T02:00:00Z');

test.each([
  ['Asia/Ho_Chi_Minh', 'vi', winter, 'giờ Việt Nam (UTC+7)'],
  ['Asia/Ho_Chi_Minh', 'en', winter, 'Vietnam time (UTC+7)'],
  ['Europe/Paris', 'vi', winter, 'giờ Pháp (UTC+1)'],
  ['Europe/Paris', 'en', summer, 'France time (UTC+2)'],
  ['Asia/Kolkata', 'en', winter, 'India time (UTC+5:30)'],
  ['America/New_York', 'en', winter, 'ET (UTC-5)'],
  ['Etc/GMT-7', 'en', winter, 'UTC+7'],
  ['UTC', 'vi', winter, 'UTC+0'],
] as const)('%s in %s', (zone, locale, at, said) => {
  expect(sayZone(zone, locale, at)).toBe(said);
});

test('zones are the same while their clocks are', () => {
  expect(isSameTime('Asia/Ho_Chi_Minh', 'Asia/Bangkok', winter)).toBe(true);
  expect(isSameTime('Europe/London', 'UTC', winter)).toBe(true);
  expect(isSameTime('Europe/London', 'UTC', summer)).toBe(false);
});
