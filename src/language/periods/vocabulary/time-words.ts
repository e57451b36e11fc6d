import { lazy } from '../../../lazy.ts';
import { fold } from '../../text/fold.ts';
import type { Token } from '../parser/tokenizer.ts';
import { phrasesFor } from './phrases.ts';

const kinds = [
  ...['relativeDays', 'daysWithPart', 'partsOfDay', 'weekdays', 'months', 'units', 'clockUnits'],
  ...['whichBefore', 'whichAfter', 'from', 'until', 'and', 'or', 'numbers', 'besides'],
  ...['offsetBefore', 'offsetAfter', 'hours', 'beforeTime'],
] as const;

const words = lazy(() => {
  const exact = kinds
    .flatMap((kind) => {
      const { en, vi } = phrasesFor(kind);
      return [...Object.keys(en), ...Object.keys(vi)];
    })
    .flatMap((phrase) => phrase.split(' '))
    // Also of grandparents.
    .filter((word) => word !== 'nội');
  return { exact: new Set(exact), folded: new Set(exact.map(fold)) };
});

/** Whether a word may say something about a day or a time, so that it must not be passed over. */
export const isTimeWord = ({ text, folded }: Token): boolean =>
  words().exact.has(text) || (text === folded && words().folded.has(text));
