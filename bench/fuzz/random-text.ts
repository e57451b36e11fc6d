import naughty from 'big-list-of-naughty-strings' with { type: 'json' };

/** Pseudo-random numbers from 0 to below 1, reproducible by seed. */
export function createSeededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type PickOne = <One>(all: readonly One[]) => One;

/** A random element of a list. */
export const createPicker =
  (random: () => number): PickOne =>
  <One>(all: readonly One[]): One => {
    const one = all[Math.floor(random() * all.length)];
    if (one === undefined) throw new Error('There is nothing to choose from');
    return one;
  };

const titles = [
  'Chiếu phim "Mưa đỏ" và trò chuyện với đạo diễn',
  '“Còn mãi”: đêm nhạc Trịnh',
  'Đọc “Dế mèn phiêu lưu ký” cùng bé',
  "Lớp 'Kể chuyện' của Linh's Studio",
  'Đêm «Tiếng Việt» – „Sài Gòn“ và ‟Huế”',
  '"Mưa đỏ" & "Địa đạo"',
  'Màn hình 5" hay 7"?',
  '"',
  '“”',
  '""""',
  'Phim \\"hay\\" lắm \\',
  'Thứ 7 này 19h30 ở Huế',
  'Tết 2027, rằm tháng Giêng',
  '30/12',
  '31/2',
];
const addresses = [
  'youtube.com/@kenhcuatoi',
  'https://www.tiktok.com/@lan.ne/video/7?is_copy=1&x=title=2',
  'https://threads.net/@minh https://mastodon.social/@an',
  'https://www.google.com/maps/@10.77,106.69,15z',
  'lan@example.org',
  'https://example.org/a_b_c?q="x"&n=(1)',
  'xem https://vi.wikipedia.org/wiki/Mưa_đỏ_(phim).',
];
const markup = [
  '@everyone @here <@1100000000000000001> <@&1350000000000000001> <#1400000000000000001>',
  '@linhtran @callboard_bot /start@callboard_bot #hashtag $VND',
  '**đậm** __gạch__ ~~xóa~~ ||ẩn|| `mã` ```khối``` > trích',
  '# to\n## vừa\n-# nhỏ\n- mục\n1. một',
  '[a](https://evil.example) <https://evil.example>',
  '<b>đậm</b> <a href="https://evil.example">x</a> &lt; &amp; &#60; <tg-spoiler>x</tg-spoiler>',
  '<t:1764500000:F> <:emoji:1234567890> </events:1>',
  '\u202eđảo\u202c \u2066x\u2069 \u200f\u200e',
  '\u3164\u115f\u2800\u00ad\u034f',
  '\u200b\u200d\u2060\ufeff',
  'nul\u0000 chuông\u0007',
  "{x} {count, plural, one {#} other {#}} {{y}} %s %d '{'",
  '/start /event_new /events@callboard_bot',
  'title=x place="y" when=z query= note=\'a b\'',
  'khi nào=mai ở đâu="Huế" tên=',
  'id:123 id:00000000-0000-0000-0000-000000000000',
  '😀👨‍👩‍👧‍👦🇻🇳 ế ề ể ễ ệ ứ ỡ ặ',
  'a\u0301\u0302\u0303\u0304\u0305 z\u0335\u0336',
  '=1+1 \'; DROP TABLE "Event"; --',
];
/** Pieces of random texts. */
const pieces = [
  ...['"', '“', '”', '„', '‟', '«', '»', '‘', '’', "'", '\\', '\\"', '=', ':', '@', '/', '<', '>'],
  ...['{', '}', '*', '_', '~', '`', '|', '[', ']', '(', ')', '#', '\n', ' ', ' ', ' ', '\u2060'],
  ...[
    'phim',
    'Mưa đỏ',
    'thứ 7',
    'mai',
    '19h30',
    '30/12',
    'Huế',
    'title=',
    'place="',
    'https://a.vn',
  ],
];

const corpora: readonly (readonly string[])[] = [naughty, titles, addresses, markup];

/** A random text, everyday or hostile. */
export function randomText(random: () => number): string {
  const pick = createPicker(random);
  const chance = random();
  if (chance < 0.55) return pick(pick(corpora));
  if (chance < 0.75) return `${pick(pick(corpora))} ${pick(pick(corpora))}`;
  const count = 1 + Math.floor(random() * 12);
  const parts = Array.from({ length: count }, () => pick(pieces));
  if (chance < 0.97) return parts.join('');
  return parts.join(' ').repeat(1 + Math.floor(random() * 200));
}
