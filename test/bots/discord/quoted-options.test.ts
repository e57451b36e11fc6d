import { expect, test } from 'vitest';
import { stripOuterQuotes } from '../../../bots/discord/read/interaction.ts';

test.each([
  ['"Đào, phở và piano"', 'Đào, phở và piano'],
  ['  "cuối tuần này" ', 'cuối tuần này'],
  ['“Đào, phở và piano”', '“Đào, phở và piano”'],
  ['"Mưa đỏ" và "Tử chiến"', '"Mưa đỏ" và "Tử chiến"'],
  ['"Còn mãi": đêm nhạc', '"Còn mãi": đêm nhạc'],
  ['Đọc "Dế mèn"', 'Đọc "Dế mèn"'],
  ['"', '"'],
  ['""', '""'],
  ['" "', '" "'],
  ["'Mưa đỏ'", "'Mưa đỏ'"],
])('strips one pair of straight quotes around a whole option: %s', (written, kept) => {
  expect(stripOuterQuotes(written)).toBe(kept);
});
