import { lazy } from '../../../lazy.ts';

const pairs: readonly (readonly [string, string])[] = [
  [
    'hôm|hom|ngày|ngay|tuần|tuan|tháng|thang|thứ|thu|chủ|chu|cuối|cuoi',
    'nay|qua|mai|mốt|mot|kia|này|sau|tới|toi|trước|truoc|hai|ba|tư|tu|năm|nam|sáu|bảy|bay|nhật|nhat|tuần|tuan|tháng|thang',
  ],
  ['sáng|sang|trưa|trua|chiều|chieu|tối|toi|đêm|dem|khuya', 'nay|mai|mốt|qua'],
  ['từ|tu', 'nay|mai|giờ|gio|hôm|hom|thứ|thu|ngày|ngay'],
  ['đến|den|tới|cho', 'hết|het|cuối|cuoi|thứ|nay|mai|tết|noel'],
  ['đầu|dau|giữa|giua|cuối|cuoi', 'tuần|tuan|tháng|thang|năm|nam|quý|quy'],
];
/** English words that are often joined to the next one by a hyphen. */
const hyphenated = [
  ...[
    'mid',
    'early',
    'late',
    'end',
    'half',
    'quarter',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
  ],
  ...['seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'twenty', 'thirty', 'forty', 'fifty'],
  ...['sixty', 'seventy', 'eighty', 'ninety', 'nô', 'all', 'first', 'black', 'cyber'],
].join('|');

/** Ways of typing that are replaced before a text is split into words. */
export const spellings = lazy((): readonly (readonly [RegExp, string])[] => [
  [/\b([ap])\.\s?m\b\.?/g, '$1m'],
  // T.6, Q.1, C.N
  [/(?<!\p{L})(t|th|q|h)\.\s?(?=\d)/gu, '$1 '],
  // Q.II, quý.2
  [/(?<!\p{L})(q|qu[ýyí])\.\s?(?=i{1,3}(?!\p{L})|iv(?!\p{L})|[1-4](?!\d))/gu, '$1 '],
  [/(?<!\p{L})c\.\s?n(?!\p{L})\.?/gu, 'cn'],
  [/(?<!\p{L})c\.\s?(?=nh[aậ]t)/gu, 'c '],
  [/(\p{L})\.(?=\s)/gu, '$1'],
  [/\b([ad])\.\s?l\b\.?/g, '$1l'],
  [/\bâ\.\s?l\b\.?/gu, 'âl'],
  [/\s*(?:→|⟶|->|=>|~|〜)\s*/g, ' - '],
  // A missing tone mark, where the word beside it leaves no doubt.
  [/(?<!\p{L})tuân(?=\s+(?:này|nay|sau|tới|toi|trước|truoc)(?!\p{L}))/gu, 'tuần'],
  [/(?<=ch[uủ]\s+)nhât(?!\p{L})/gu, 'nhật'],
  [/(?<!\p{L})cuôi(?=\s+(?:tu[aâầ]n|th[aá]ng|n[aă]m)(?!\p{L}))/gu, 'cuối'],
  [/(?<!\p{L})chiêu(?=\s+(?:nay|mai|th[uưứ]|ch[uủ])(?!\p{L}))/gu, 'chiều'],
  [/(?<=thương\s+binh)\s*[-–]\s*(?=liệt)/gu, ' '],
  [/\b(?:calendar|lunar)\s+(?=year\s+(?:of|\d{4})\b)/g, ''],
  [/\bo['’ ]clock\b/g, 'oclock'],
  [/(?<=\d)o['’]clock\b/g, 'oclock'],
  // thg 12, n.mai, w/c 7 Dec, X-mas, int'l, b4, mid-to-late
  [/(?<!\p{L})thg(?!\p{L})\.?/gu, 'tháng'],
  [/(?<!\p{L})([hn])\.(?=(?:nay|mai|qua)(?!\p{L}))/gu, '$1 '],
  [/\bw\/([bce])\b/g, 'w$1'],
  [/\bx[-'’]mas\b/g, 'xmas'],
  [/\bint['’]l\b|\bintl\b/g, 'international'],
  [/\bhallowe['’]en\b/g, 'halloween'],
  [/\bv-day\b/g, 'vday'],
  [/\bb4\b/g, 'before'],
  [/(?<![\p{L}\d])['’](?=till?\b)/gu, ''],
  [/-(to|end|morning|afternoon)\b-?/g, ' $1 '],
  // Sat/Sun, T7/CN, Q1/Q2
  [/(?<=\p{L}\d{0,2})\/(?=\p{L})/gu, ' & '],
  // 2026-W50
  [/\b(\d{4})-?w(\d{1,2})\b/g, 'week $2 $1'],
  // nhaaa, todayyy
  [/(?<=\p{L})(\p{L})\1{2,}/gu, '$1'],
  // hômnay, tuầnsau, nextweek
  ...pairs.map(
    ([first, second]) =>
      [new RegExp(`(?<!\\p{L})(${first})(${second})(?!\\p{L})`, 'gu'), '$1 $2'] as const,
  ),
  [
    /\b(next|this|last)(week|weekend|month|year|mon|tues|wednes|thurs|fri|satur|sun)(day)?\b/g,
    '$1 $2$3',
  ],
  [/(\d-\d\d)t(?=\d\d:)/g, '$1 '],
  [/[‐‑‒–—―−]/g, '-'],
  [/[’′]/g, "'"],
  // New Year's, twenty-five, mid-December
  [/(\p{L})'s\b/gu, '$1s'],
  [/(\p{L}s)'(?=\s|$)/gu, '$1'],
  [new RegExp(`\\b(${hyphenated})-(?=[\\p{L}\\d])`, 'gu'), '$1 '],
  [/^[\s,"“”]+|[\s.!?;,…"“”]+$/g, ''],
]);
