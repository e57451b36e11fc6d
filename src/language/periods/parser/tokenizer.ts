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

const spellings: readonly [RegExp, string][] = [
  [/\b([ap])\.\s?m\b\.?/g, '$1m'],
  [/(\p{L})\.(?=\s)/gu, '$1'],
  [/\b([ad])\.\s?l\b\.?/g, '$1l'],
  [/\bâ\.\s?l\b\.?/gu, 'âl'],
  [/\s*(?:→|⟶|->|=>|~|〜)\s*/g, ' - '],
  [/o['’]clock\b/g, 'oclock'],
  [/(\d-\d\d)t(?=\d\d:)/g, '$1 '],
  [/[‐‑‒–—―−]/g, '-'],
  [/[’′]/g, "'"],
  // New Year's, twenty-five, mid-December
  [/(\p{L})'s\b/gu, '$1s'],
  [/(\p{L}s)'(?=\s)/gu, '$1'],
  [/\b(mid|twenty|thirty|forty|fifty)-(?=\p{L})/gu, '$1 '],
  [/^[\s,"“”]+|[\s.!;,"“”]+$/g, ''],
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
