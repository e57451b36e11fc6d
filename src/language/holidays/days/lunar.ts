import type { Holiday, HolidayRule } from '../holiday.ts';

const labourCode = 'Bộ luật Lao động 45/2019/QH14, điều 112';
const festivals = 'https://vi.wikipedia.org/wiki/Lễ_hội_Việt_Nam';
const on = (day: number, month: number): HolidayRule => ({ kind: 'lunar', day, month });

/** Festivals by the lunar calendar, and those of the lunar new year. */
export const lunarDays: readonly Holiday[] = [
  {
    id: 'kitchenGods',
    names: {
      vi: [
        ...['ông công ông táo', 'ông táo', 'ông công', 'cúng ông táo', 'cúng ông công ông táo'],
        ...['tết ông táo', 'tết ông công ông táo', 'đưa ông táo', 'tiễn ông táo'],
        ...['ông táo về trời', 'đưa ông táo về trời'],
      ],
      en: ['kitchen gods day', 'kitchen god day', 'kitchen gods festival', 'kitchen god festival'],
    },
    rule: on(23, 12),
    source: festivals,
  },
  {
    id: 'lunarNewYearsEve',
    names: {
      vi: [
        ...['giao thừa', 'đêm giao thừa', 'giao thừa âm lịch', 'giao thừa tết'],
        ...['đêm giao thừa tết', 'giao thừa tết nguyên đán'],
      ],
      en: [
        ...['lunar new years eve', 'lunar new year eve', 'tet eve', 'tets eve', 'eve of tet'],
        ...['the eve of tet', 'vietnamese new years eve', 'the eve of lunar new year'],
      ],
    },
    rule: { kind: 'newYear', first: -1, length: 1 },
    source: labourCode,
  },
  {
    id: 'lunarNewYear',
    names: {
      vi: [
        ...['tết', 'tết nguyên đán', 'tết âm lịch', 'tết âm', 'tết cổ truyền', 'tết ta'],
        ...['tết cả', 'tết việt', 'năm mới âm lịch', 'ba ngày tết', '3 ngày tết'],
      ],
      en: [
        ...['tet', 'lunar new year', 'tet holiday', 'tet festival', 'vietnamese new year'],
        ...['vietnamese lunar new year', 'lunar new year holiday', 'tet nguyen dan'],
      ],
    },
    rule: { kind: 'newYear', first: 0, length: 3 },
    source: labourCode,
  },
  {
    id: 'lunarNewYearsDay',
    names: {
      vi: [],
      en: [
        ...[
          'lunar new years day',
          'lunar new year day',
          'first day of tet',
          'the first day of tet',
        ],
        ...['1 st day of tet', 'the 1 st day of tet', 'tet day'],
      ],
    },
    rule: { kind: 'newYear', first: 0, length: 1 },
    source: labourCode,
  },
  {
    id: 'chineseNewYear',
    names: { vi: ['tết trung quốc', 'tết tàu'], en: ['chinese new year', 'chinese new years day'] },
    rule: { kind: 'chineseNewYear' },
    source: 'https://en.wikipedia.org/wiki/Chinese_New_Year',
  },
  {
    id: 'wealthGod',
    names: {
      vi: ['ngày thần tài', 'vía thần tài', 'cúng thần tài'],
      en: ['god of wealth day', 'wealth god day'],
    },
    rule: on(10, 1),
    source: festivals,
  },
  {
    id: 'firstFullMoon',
    names: {
      vi: ['tết nguyên tiêu', 'nguyên tiêu', 'tết thượng nguyên'],
      en: ['lantern festival', 'first full moon festival'],
    },
    rule: on(15, 1),
    source: festivals,
  },
  {
    id: 'lim',
    names: { vi: ['hội lim', 'lễ hội lim'], en: ['lim festival'] },
    rule: on(13, 1),
    source: festivals,
  },
  {
    id: 'coldFood',
    names: { vi: ['tết hàn thực', 'hàn thực'], en: ['cold food festival'] },
    rule: on(3, 3),
    source: festivals,
  },
  {
    id: 'hungKings',
    names: {
      vi: [
        ...['giỗ tổ hùng vương', 'giỗ tổ', 'quốc giỗ', 'giỗ vua hùng', 'giỗ quốc tổ'],
        ...['giỗ tổ vua hùng', 'giỗ quốc tổ hùng vương', 'lễ hội đền hùng'],
      ],
      en: [
        ...[
          'hung kings day',
          'hung king day',
          'hung kings commemoration day',
          'hung kings festival',
        ],
        ...['hung kings commemoration', 'hung kings temple festival', 'hung vuong day'],
      ],
    },
    rule: on(10, 3),
    source: labourCode,
  },
  {
    id: 'buddha',
    names: {
      vi: ['phật đản', 'đại lễ phật đản', 'vesak', 'đại lễ vesak', 'phật đản sinh'],
      en: ['buddhas birthday', 'buddha day', 'vesak', 'vesak day', 'buddha birthday'],
    },
    rule: on(15, 4),
    source: festivals,
  },
  {
    id: 'doubleFifth',
    names: {
      vi: [
        'tết đoan ngọ',
        'đoan ngọ',
        'diệt sâu bọ',
        'tết diệt sâu bọ',
        'giết sâu bọ',
        'tết nửa năm',
      ],
      en: [
        'doan ngo festival',
        'double fifth festival',
        'dragon boat festival',
        'mid year festival',
      ],
    },
    rule: on(5, 5),
    source: festivals,
  },
  {
    id: 'doubleSeventh',
    names: {
      vi: ['thất tịch', 'ngưu lang chức nữ', 'ông ngâu bà ngâu'],
      en: ['qixi', 'qixi festival', 'double seventh festival'],
    },
    rule: on(7, 7),
    source: festivals,
  },
  {
    id: 'vuLan',
    names: {
      vi: ['vu lan', 'đại lễ vu lan', 'vu lan báo hiếu', 'xá tội vong nhân'],
      en: [
        ...['vu lan', 'vu lan festival', 'ghost festival', 'hungry ghost festival'],
        ...['wandering souls day', 'hungry ghosts festival'],
      ],
    },
    rule: on(15, 7),
    source: festivals,
  },
  {
    id: 'midAutumn',
    names: {
      vi: [
        ...['trung thu', 'tết trung thu', 'tết thiếu nhi rằm tháng tám', 'tết trông trăng'],
        ...['đêm trung thu', 'tết đoàn viên', 'hội trăng rằm'],
      ],
      en: [
        ...['mid autumn festival', 'mid autumn', 'moon festival', 'mooncake festival'],
        ...['mid autumn day', 'mid autumn night', 'midautumn festival', 'midautumn'],
      ],
    },
    rule: on(15, 8),
    source: festivals,
  },
  {
    id: 'doubleNinth',
    names: { vi: ['trùng cửu', 'tết trùng cửu'], en: ['double ninth festival'] },
    rule: on(9, 9),
    source: festivals,
  },
  {
    id: 'doubleTenth',
    names: { vi: ['tết trùng thập', 'tết cơm mới', 'tết hạ nguyên'], en: [] },
    rule: on(10, 10),
    source: festivals,
  },
  {
    id: 'mazu',
    names: { vi: ['vía bà chúa xứ', 'vía bà', 'lễ hội vía bà'], en: [] },
    rule: on(24, 4),
    source: festivals,
  },
  {
    id: 'thanhMinh',
    names: {
      vi: ['tết thanh minh', 'thanh minh', 'tiết thanh minh'],
      en: ['tomb sweeping day', 'qingming', 'qingming festival', 'thanh minh'],
    },
    rule: { kind: 'sun', longitude: 15 },
    source: festivals,
  },
  {
    id: 'winterSolstice',
    names: { vi: ['đông chí', 'tết đông chí'], en: ['winter solstice', 'the winter solstice'] },
    rule: { kind: 'sun', longitude: 270 },
    source: festivals,
  },
  {
    id: 'summerSolstice',
    names: { vi: ['hạ chí'], en: ['summer solstice', 'the summer solstice'] },
    rule: { kind: 'sun', longitude: 90 },
    source: festivals,
  },
];
