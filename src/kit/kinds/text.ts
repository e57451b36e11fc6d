import { z } from 'zod';
import { seenLength, trimBlank } from '../../language/unseen.ts';
import { sayWrittenMoments } from '../../language/written-moments.ts';
import { type Argument, argument } from '../argument.ts';
import { inWords } from '../asking/words.ts';
import { bad, good, type Problem, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';

export interface TextRules {
  /** Least and most characters (Unicode code points) after trimming, 1 to 4000. */
  min?: number;
  max?: number;
  /** Lines are kept, and a form gives it a large field. */
  multiline?: boolean;
  /** What else must hold: what is wrong, or nothing. */
  check?: (text: string) => Problem | undefined;
}

/** Discord's longest string option, and a form field's longest text, in characters. */
const longest = 4000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** NFC, without control characters and without marks that turn the direction of what follows. */
export const cleanText = (text: string): string =>
  trimBlank(text.replace(/\r\n?/g, '\n').replace(invisible, '').normalize('NFC'));

/** Words of a person. */
export function text(rules: TextRules = {}): Argument<string> {
  const { min = 1, max = longest, multiline = false, check } = rules;
  const schema = z.string().refine((value) => {
    const length = [...value].length;
    return length >= min && length <= max && (min === 0 || seenLength(value) > 0);
  });
  return argument<string, ReadContext>({
    name: 'text',
    schema,
    discord: { type: 'string', minLength: min, maxLength: max },
    takesRest: true,
    isFree: true,
    multiline,
    ask: inWords,
    encode: (value) => value,
    read(raw, context) {
      const cleaned = cleanText(sayWrittenMoments(writtenOf(raw), context));
      const value = multiline ? cleaned : cleaned.replace(/\s+/g, ' ');
      const length = [...value].length;
      if (min > 0 && seenLength(value) === 0) return bad('kit.errors.blank');
      if (length < min) return bad('kit.errors.tooShort', { min, length });
      if (length > max) return bad('kit.errors.tooLong', { max, length });
      const failed = check?.(value);
      return failed === undefined ? good(value) : bad(failed.key, failed.params);
    },
  });
}
