import { z } from 'zod';
import { fold } from '../../language/fold.ts';
import { type Argument, argument } from '../argument.ts';
import { byButtons } from '../asking/buttons.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';

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
  return argument<boolean, ReadContext>({
    name: 'boolean',
    schema: z.boolean(),
    discord: { type: 'boolean' },
    ask: byButtons(({ t }) => [
      { label: t('kit.yes'), value: 'yes' },
      { label: t('kit.no'), value: 'no' },
    ]),
    encode: (value) => value,
    read(raw) {
      if (typeof raw === 'boolean') return good(raw);
      const written = writtenOf(raw);
      const value = Object.hasOwn(words, fold(written)) ? words[fold(written)] : undefined;
      return value === undefined ? bad('kit.errors.notBoolean', { text: written }) : good(value);
    },
  });
}
