import type { Holiday } from '../holiday.ts';
import { day } from './define.ts';

const festivals = 'https://vi.wikipedia.org/wiki/Lễ_hội_Việt_Nam';

/** Lunar festivals of one place, trade or faith, each with its day and month. */
const days: readonly (readonly [id: string, day: number, month: number, vi: string])[] = [
  ['huongPagoda', 6, 1, 'khai hội chùa hương, ngày khai hội chùa hương'],
  ['giongSocSon', 6, 1, 'hội gióng sóc sơn, hội đền sóc'],
  ['giongPhuDong', 9, 4, 'hội gióng phù đổng'],
  ['yenTu', 10, 1, 'khai hội yên tử, hội xuân yên tử'],
  ['buddhaLeavesHome', 8, 2, 'phật xuất gia, vía phật xuất gia'],
  ['buddhaEntersNirvana', 15, 2, 'phật nhập niết bàn, vía phật nhập niết bàn'],
  ['guanyinBirth', 19, 2, 'vía quan âm, vía quan thế âm, vía phật bà'],
  ['guanyinAwakens', 19, 6, 'vía quan âm, vía quan thế âm, vía phật bà'],
  ['guanyinLeavesHome', 19, 9, 'vía quan âm, vía quan thế âm, vía phật bà'],
  ['tailors', 12, 12, 'giỗ tổ nghề may, giỗ tổ ngành may'],
  ['okOmBok', 15, 10, 'ok om bok, lễ hội ok om bok'],
];

export const minorLunarDays: readonly Holiday[] = days.map(([id, date, month, vi]) => ({
  ...day(id, { kind: 'lunar', day: date, month }, vi, '', festivals),
  isMinor: true,
}));
