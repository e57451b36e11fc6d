import { fold } from '../../language/fold.ts';
import { type Argument, argument } from '../argument.ts';
import { bad, good, type ReadContext } from '../kind.ts';

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
    discord: { type: 'boolean' },
    read(raw) {
      if (typeof raw === 'boolean') return good(raw);
      const written = typeof raw === 'object' ? raw.name : String(raw);
      const value = words[fold(written)];
      return value === undefined ? bad('kit.errors.notBoolean', { text: written }) : good(value);
    },
    choices: ({ t }) => [
      { label: t('kit.yes'), value: 'yes' },
      { label: t('kit.no'), value: 'no' },
    ],
  });
}
