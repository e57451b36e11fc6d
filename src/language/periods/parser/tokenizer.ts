import { fold } from '../../text/fold.ts';
import { spellings } from './spellings.ts';
import { withUsualTone } from './tone-marks.ts';

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

const pattern = /(\s*)(?:(\p{Nd}+)|(\p{L}+)|([-/.:,'@+&()[\]|·•]))/guy;

/** Splits a text into tokens; undefined when it has characters that occur in no date. */
export function tokenize(text: string): Token[] | undefined {
  if (text.length > maxLength) return undefined;
  const clean = spellings().reduce(
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
      text: word === undefined ? piece : withUsualTone(word),
      folded: word === undefined ? piece : fold(word),
      spaced: space !== '',
    });
  }
  return consumed === clean.length ? tokens : undefined;
}
