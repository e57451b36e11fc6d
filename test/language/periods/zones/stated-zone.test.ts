import { expect, test } from 'vitest';
import { parseInstant } from '../../../../src/language/periods/zones/parse-instant.ts';
import { findStatedZone } from '../../../../src/language/periods/zones/stated-zone.ts';

test.each([
  [
    '8pm EST',
    { kind: 'one', zone: { zone: 'America/New_York', offset: '-05:00' }, rests: ['8pm'] },
  ],
  ['20:00 UTC+7', { kind: 'one', zone: { zone: '+07:00' }, rests: ['20:00'] }],
  ['8pm Tokyo time', { kind: 'one', zone: { zone: 'Asia/Tokyo' }, rests: ['8pm'] }],
  ['20h giờ Nhật mai', { kind: 'one', zone: { zone: 'Asia/Tokyo' } }],
  ['8pm tomorrow', { kind: 'none' }],
  ['8pm CST', { kind: 'unclear', choices: ['8pm Chicago time', '8pm Shanghai time'] }],
])('finds the zone in “%s”', (text, expected) => {
  expect(findStatedZone(text)).toMatchObject(expected);
});

test.each([
  ['<t:1764500000:F>', '2025-11-30T10:53:20Z'],
  ['2026-11-29T20:00+07:00', '2026-11-29T13:00:00Z'],
  ['2026-11-29 20:00:30Z', '2026-11-29T20:00:30Z'],
  ['2026-11-29T20:00', undefined],
  ['<t:99999999999999:F>', undefined],
])('parses the instant “%s”', (text, expected) => {
  expect(parseInstant(text)?.toString()).toBe(expected);
});
