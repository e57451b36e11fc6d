import { z } from 'zod';
import { replaceClientTimestamps } from '../../language/client-timestamps.ts';
import { controlCharacters, lineBreaks } from '../../language/text/control-characters.ts';
import { trimBlank, visibleLength } from '../../language/text/visible.ts';
import { type Argument, argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { type ArgumentError, err, ok } from '../define/parse-result.ts';
import { rawText } from '../define/raw-value.ts';
import { textPicker } from '../pickers/text-picker.ts';

export interface TextOptions {
  /** Minimum and maximum length in Unicode code points after trimming, 1 to 4000. */
  min?: number;
  max?: number;
  /** Line breaks are preserved, and forms show a large field. */
  isMultiline?: boolean;
  /** Further validation; returns the error, if any. */
  check?: (text: string) => ArgumentError | undefined;
  /** A text that passes `check`. */
  example?: string;
}

/** Maximum length of Discord's string options and form fields, in characters. */
const longest = 4000;
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** Normalizes to NFC and removes control characters and those that change the text direction. */
export const sanitizeText = (text: string): string =>
  trimBlank(
    text
      .replace(lineBreaks, '\n')
      .replace(controlCharacters, '')
      .replace(directionMarks, '')
      .normalize('NFC'),
  );

/** Free text. */
export function text(rules: TextOptions = {}): Argument<string> {
  const { min = 1, max = longest, isMultiline = false, check, example } = rules;
  const schema = z.string().refine((value) => {
    const length = [...value].length;
    return length >= min && length <= max && (min === 0 || visibleLength(value) > 0);
  });
  return argument<string, ParseContext>({
    name: 'text',
    schema,
    discordOption: { type: 'string', minLength: min, maxLength: max },
    greedy: true,
    acceptsAnyText: true,
    ...(example === undefined ? {} : { example }),
    isMultiline,
    picker: textPicker,
    encode: (value) => value,
    parse(raw, context) {
      const cleaned = sanitizeText(replaceClientTimestamps(rawText(raw), context));
      const value = isMultiline ? cleaned : cleaned.replace(/\s+/g, ' ');
      const length = [...value].length;
      if (min > 0 && visibleLength(value) === 0) return err('kit.errors.blank');
      if (length < min) return err('kit.errors.tooShort', { min, length });
      if (length > max) return err('kit.errors.tooLong', { max, length });
      const failed = check?.(value);
      return failed === undefined ? ok(value) : err(failed.key, failed.params);
    },
  });
}
