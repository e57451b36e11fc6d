import { fold } from '../../text/fold.ts';

/** A number, a word or a punctuation mark; `text` is in lower case and NFC. */
export interface Token {
  readonly kind: 'number' | 'word' | 'mark';
  readonly text: string;
  /** The word without diacritics. */
  readonly folded: string;
  /** Whether white space precedes it. */
  readonly spaced: boolean;
}

/** Longer texts are not dates; the limit also bounds the work. */
const maxLength = 120;

/** Two words typed as one. */
const gluedVietnamese =
  /(?<!\p{L})(hôm|hom|ngày|ngay|tuần|tuan|tháng|thang|thứ|thu|chủ|chu|cuối|cuoi)(nay|qua|mai|mốt|mot|kia|này|sau|tới|toi|trước|truoc|hai|ba|tư|tu|năm|nam|sáu|bảy|bay|nhật|nhat|tuần|tuan|tháng|thang)(?!\p{L})/gu;

const spellings: readonly [RegExp, string][] = [
  [/\b([ap])\.\s?m\b\.?/g, '$1m'],
  [/(\p{L})\.(?=\s)/gu, '$1'],
  [/\b([ad])\.\s?l\b\.?/g, '$1l'],
  [/\bâ\.\s?l\b\.?/gu, 'âl'],
  [/\s*(?:→|⟶|->|=>|~|〜)\s*/g, ' - '],
  [/\bo['’ ]clock\b/g, 'oclock'],
  [/(?<=\d)o['’]clock\b/g, 'oclock'],
  // thg 12, n.mai, w/c 7 Dec, X-mas, mid-to-late
  [/(?<!\p{L})thg(?!\p{L})\.?/gu, 'tháng'],
  [/(?<!\p{L})([hn])\.(?=(?:nay|mai|qua)(?!\p{L}))/gu, '$1 '],
  [/\bw\/([ce])\b/g, 'w$1'],
  [/\bx-mas\b/g, 'xmas'],
  [/-(to|end|morning|afternoon)\b/g, ' $1'],
  // hômnay, tuầnsau, nextweek
  [gluedVietnamese, '$1 $2'],
  [
    /\b(next|this|last)(week|weekend|month|year|mon|tues|wednes|thurs|fri|satur|sun)(day)?\b/g,
    '$1 $2$3',
  ],
  [/(\d-\d\d)t(?=\d\d:)/g, '$1 '],
  [/[‐‑‒–—―−]/g, '-'],
  [/[’′]/g, "'"],
  // New Year's, twenty-five, mid-December
  [/(\p{L})'s\b/gu, '$1s'],
  [/(\p{L}s)'(?=\s)/gu, '$1'],
  [/\b(mid|twenty|thirty|forty|fifty)-(?=\p{L})/gu, '$1 '],
  [/^[\s,"“”]+|[\s.!?;,…"“”]+$/g, ''],
];

const pattern = /(\s*)(?:(\p{Nd}+)|(\p{L}+)|([-/.:,'@+&()[\]|·•]))/guy;

/** Splits a text into tokens; undefined when it has characters that occur in no date. */
export function tokenize(text: string): Token[] | undefined {
  if (text.length > maxLength) return undefined;
  const clean = spellings.reduce(
    (result, [from, to]) => result.replace(from, to),
    text.normalize('NFC').toLowerCase().normalize('NFC'),
  );
  const tokens: Token[] = [];
  let consumed = 0;
  for (const match of clean.matchAll(pattern)) {
    const [whole, space = '', number, word, mark] = match;
    consumed += whole.length;
    const piece = number ?? word ?? mark ?? '';
    if (number !== undefined && !/^[0-9]{1,4}$/.test(number)) return undefined;
    tokens.push({
      kind: number !== undefined ? 'number' : word !== undefined ? 'word' : 'mark',
      text: piece,
      folded: word === undefined ? piece : fold(word),
      spaced: space !== '',
    });
  }
  return consumed === clean.length ? tokens : undefined;
}
