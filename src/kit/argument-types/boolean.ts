import { z } from 'zod';
import { fold } from '../../language/text/fold.ts';
import { type Argument, argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { err, ok } from '../define/parse-result.ts';
import { type RawValue, rawText } from '../define/raw-value.ts';
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

function readBoolean(raw: RawValue): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  const written = fold(rawText(raw));
  return Object.hasOwn(words, written) ? words[written] : undefined;
}

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
    formField: (value) => ({
      kind: 'yesNo',
      value: value !== undefined && readBoolean(value) === true,
    }),
    parse(raw) {
      const written = rawText(raw);
      const value = readBoolean(raw);
      return value === undefined ? err('kit.errors.notBoolean', { text: written }) : ok(value);
    },
  });
}
