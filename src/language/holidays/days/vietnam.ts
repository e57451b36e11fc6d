import type { Holiday, HolidayRule } from '../holiday.ts';

const labourCode = 'Bộ luật Lao động 45/2019/QH14, điều 112';
const traditionalDays = 'https://vi.wikipedia.org/wiki/Các_ngày_lễ_ở_Việt_Nam';
const on = (day: number, month: number): HolidayRule => ({ kind: 'fixed', day, month });

/** Days of Vietnam with a fixed date in the solar calendar. */
export const vietnameseDays: readonly Holiday[] = [
  {
    id: 'newYear',
    names: {
      vi: ['tết dương lịch', 'tết dương', 'tết tây', 'năm mới dương lịch'],
      en: ['new years day', 'new year day', 'new year', 'new years'],
    },
    rule: on(1, 1),
    source: labourCode,
  },
  {
    id: 'students',
    names: { vi: ['ngày học sinh sinh viên', 'ngày học sinh sinh viên việt nam'], en: [] },
    rule: on(9, 1),
    source: traditionalDays,
  },
  {
    id: 'party',
    names: { vi: ['ngày thành lập đảng', 'ngày thành lập đảng cộng sản việt nam'], en: [] },
    rule: on(3, 2),
    source: traditionalDays,
  },
  {
    id: 'doctors',
    names: {
      vi: ['ngày thầy thuốc việt nam', 'ngày thầy thuốc'],
      en: ['vietnamese doctors day', 'vietnam doctors day'],
    },
    rule: on(27, 2),
    source: traditionalDays,
  },
  {
    id: 'youthUnion',
    names: {
      vi: ['ngày thành lập đoàn', 'ngày thành lập đoàn thanh niên'],
      en: ['youth union day'],
    },
    rule: on(26, 3),
    source: traditionalDays,
  },
  {
    id: 'books',
    names: {
      vi: ['ngày sách và văn hóa đọc việt nam', 'ngày sách và văn hóa đọc', 'ngày sách việt nam'],
      en: ['vietnam book day'],
    },
    rule: on(21, 4),
    source: 'Quyết định 1862/QĐ-TTg ngày 4/11/2021',
  },
  {
    id: 'reunification',
    names: {
      vi: [
        ...[
          'ngày giải phóng miền nam',
          'ngày thống nhất đất nước',
          'ngày thống nhất',
          'ngày chiến thắng',
        ],
        ...['ngày giải phóng', 'ngày giải phóng miền nam thống nhất đất nước'],
      ],
      en: ['reunification day', 'liberation day', 'vietnam reunification day'],
    },
    rule: on(30, 4),
    source: labourCode,
  },
  {
    id: 'labour',
    names: {
      vi: ['quốc tế lao động', 'ngày lao động'],
      en: [
        ...['labour day', 'labor day', 'international labour day', 'international workers day'],
        ...['may day', 'workers day', 'international labor day'],
      ],
    },
    rule: on(1, 5),
    source: labourCode,
  },
  {
    id: 'dienBienPhu',
    names: { vi: ['ngày chiến thắng điện biên phủ'], en: ['dien bien phu victory day'] },
    rule: on(7, 5),
    source: traditionalDays,
  },
  {
    id: 'hoChiMinh',
    names: {
      vi: ['sinh nhật bác', 'sinh nhật bác hồ', 'ngày sinh chủ tịch hồ chí minh'],
      en: ['ho chi minhs birthday'],
    },
    rule: on(19, 5),
    source: traditionalDays,
  },
  {
    id: 'press',
    names: {
      vi: ['ngày báo chí cách mạng việt nam', 'ngày báo chí việt nam', 'ngày báo chí'],
      en: [],
    },
    rule: on(21, 6),
    source: traditionalDays,
  },
  {
    id: 'family',
    names: { vi: ['ngày gia đình việt nam', 'ngày gia đình'], en: ['vietnamese family day'] },
    rule: on(28, 6),
    source: 'Quyết định 72/2001/QĐ-TTg',
  },
  {
    id: 'invalids',
    names: {
      vi: ['ngày thương binh liệt sĩ', 'ngày thương binh liệt sỹ'],
      en: ['war invalids and martyrs day'],
    },
    rule: on(27, 7),
    source: traditionalDays,
  },
  {
    id: 'revolution',
    names: {
      vi: ['ngày cách mạng tháng 8', 'ngày cách mạng tháng tám'],
      en: ['august revolution day'],
    },
    rule: on(19, 8),
    source: traditionalDays,
  },
  {
    id: 'national',
    names: {
      vi: ['quốc khánh', 'quốc khánh việt nam', 'tết độc lập'],
      en: [
        ...['national day', 'vietnam national day', 'vietnamese national day'],
        ...['vietnam independence day', 'independence day'],
      ],
    },
    rule: on(2, 9),
    source: labourCode,
  },
  {
    id: 'firstSchoolDay',
    names: { vi: ['ngày khai giảng', 'ngày khai trường'], en: [] },
    rule: on(5, 9),
    source: traditionalDays,
  },
  {
    id: 'hanoi',
    names: {
      vi: ['ngày giải phóng thủ đô'],
      en: ['hanoi liberation day', 'capital liberation day'],
    },
    rule: on(10, 10),
    source: traditionalDays,
  },
  {
    id: 'entrepreneurs',
    names: {
      vi: ['ngày doanh nhân việt nam', 'ngày doanh nhân'],
      en: ['vietnamese entrepreneurs day'],
    },
    rule: on(13, 10),
    source: 'Quyết định 990/QĐ-TTg ngày 20/9/2004',
  },
  {
    id: 'vietnameseWomen',
    names: {
      vi: ['ngày phụ nữ việt nam', 'ngày phụ nữ'],
      en: ['vietnamese womens day', 'vietnam womens day', 'vietnamese women day'],
    },
    rule: on(20, 10),
    source: traditionalDays,
  },
  {
    id: 'law',
    names: { vi: ['ngày pháp luật việt nam', 'ngày pháp luật'], en: [] },
    rule: on(9, 11),
    source: 'Luật Phổ biến, giáo dục pháp luật 14/2012/QH13, điều 8',
  },
  {
    id: 'teachers',
    names: {
      vi: ['nhà giáo việt nam', 'ngày nhà giáo', 'ngày hiến chương nhà giáo', 'ngày thầy cô'],
      en: ['vietnamese teachers day', 'vietnam teachers day', 'teachers day', 'teacher day'],
    },
    rule: on(20, 11),
    source: 'Quyết định 167-HĐBT ngày 28/9/1982',
  },
  {
    id: 'heritage',
    names: {
      vi: ['ngày di sản văn hóa việt nam', 'ngày di sản văn hóa', 'ngày di sản việt nam'],
      en: [],
    },
    rule: on(23, 11),
    source: 'Quyết định 36/2005/QĐ-TTg',
  },
  {
    id: 'culture',
    names: {
      vi: ['ngày văn hóa việt nam', 'ngày văn hóa'],
      en: ['vietnamese culture day', 'vietnam culture day', 'vietnam cultural day', 'culture day'],
    },
    rule: on(24, 11),
    source: 'Nghị quyết 80-NQ/TW ngày 7/1/2026 của Bộ Chính trị',
  },
  {
    id: 'resistance',
    names: { vi: ['ngày toàn quốc kháng chiến'], en: [] },
    rule: on(19, 12),
    source: traditionalDays,
  },
  {
    id: 'army',
    names: {
      vi: [
        'ngày thành lập quân đội nhân dân việt nam',
        'ngày quân đội nhân dân',
        'ngày quốc phòng toàn dân',
      ],
      en: ['vietnam peoples army day'],
    },
    rule: on(22, 12),
    source: traditionalDays,
  },
];
