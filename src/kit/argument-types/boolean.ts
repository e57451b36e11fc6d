import { z } from 'zod';
import { fold } from '../../language/text/fold.ts';
import { type Argument, argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { err, ok } from '../define/parse-result.ts';
import { rawText } from '../define/raw-value.ts';
import { buttonPicker } from '../pickers/button-picker.ts';

const words: Readonly<Record<string, boolean>> = {
  yes: true,
  y: true,
  true: true,
  on: true,
  co: true,
  dung: true,
  bat: true,
  no: false,
  n: false,
  false: false,
  off: false,
  khong: false,
  sai: false,
  tat: false,
};

/** Yes or no. */
export function boolean(): Argument<boolean> {
  return argument<boolean, ParseContext>({
    name: 'boolean',
    schema: z.boolean(),
    discordOption: { type: 'boolean' },
    picker: buttonPicker(({ t }) => [
      { label: t('kit.yes'), value: 'yes' },
      { label: t('kit.no'), value: 'no' },
    ]),
    encode: (value) => value,
    parse(raw) {
      if (typeof raw === 'boolean') return ok(raw);
      const written = rawText(raw);
      const value = Object.hasOwn(words, fold(written)) ? words[fold(written)] : undefined;
      return value === undefined ? err('kit.errors.notBoolean', { text: written }) : ok(value);
    },
  });
}
