import { expect, test } from 'vitest';
import { replaceClientTimestamps } from '../../src/language/client-timestamps.ts';

const reader = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh' } as const;

test.each([
  ['hẹn <t:1795869000:F> nhé', 'hẹn 19:30 thứ Bảy 28/11/2026 (UTC+7) nhé'],
  [
    '<t:1795869000> <t:1795869000:R>',
    '19:30 thứ Bảy 28/11/2026 (UTC+7) 19:30 thứ Bảy 28/11/2026 (UTC+7)',
  ],
  ['<t:1795869000:t>, <t:1795869000:D>', '19:30 (UTC+7), thứ Bảy 28/11/2026'],
  ['<t:9999999999999:F> <t:x:F> <t:1795869000:Q>', '<t:9999999999999:F> <t:x:F> <t:1795869000:Q>'],
])('%j', (text, output) => {
  expect(replaceClientTimestamps(text, reader)).toBe(output);
});

test('writes zones with half hours too', () => {
  expect(replaceClientTimestamps('<t:1795869000:t>', { locale: 'en', zone: 'Asia/Kolkata' })).toBe(
    '18:00 (UTC+5:30)',
  );
  expect(replaceClientTimestamps('<t:1795869000:t>', { locale: 'en', zone: 'Etc/UTC' })).toBe(
    '12:30 (UTC+0)',
  );
});
