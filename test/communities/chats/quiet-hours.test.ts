import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeQuietHours, parseQuietHours } from '../../../src/communities/chats/quiet-hours.ts';

const night = { from: 22 * 60, until: 7 * 60 };

test.each([
  'từ 10 giờ tối đến 7 giờ sáng',
  'from 10pm to 7am',
  '22:00-7:00',
  '22h-7h',
  '22h đến 7h',
  '22:00 – 07:00',
  '10pm to 7am',
  '22h00 den 7h00',
])('reads %s as quiet hours', (text) => {
  expect(parseQuietHours(text)).toEqual({ ok: true, value: night });
  expect(parseQuietHours(text.normalize('NFD'))).toEqual({ ok: true, value: night });
});

test.each(['off', 'tắt', 'Tắt', 'không'])('reads %s as no quiet hours', (text) => {
  expect(parseQuietHours(text)).toEqual({ ok: true, value: 'off' });
});

test.each(['22:00', '22:00-', '25:00-7:00', '7:00-7:00', 'night', '1-2-3'])(
  'rejects %s as quiet hours',
  (text) => {
    expect(parseQuietHours(text).ok).toBe(false);
  },
);

test('reads its own output back as the same value', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(minute, minute, (from, until) => {
      fc.pre(from !== until);
      const read = parseQuietHours(encodeQuietHours({ from, until }));
      expect(read).toEqual({ ok: true, value: { from, until } });
    }),
  );
});

test('never throws, whatever the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void parseQuietHours(text)));
});
