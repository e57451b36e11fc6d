import type { Failure, ReadingError } from '../../language/periods/index.ts';
import { problem, type Read } from '../kind.ts';

/** Errors of words that were surely about dates or times. Lunar days are not among them: Tết is in many titles. */
const meant: ReadonlySet<ReadingError> = new Set([
  'dates.errors.impossible',
  'dates.errors.impossibleTime',
  'dates.errors.weekday',
  'dates.errors.several',
  'dates.errors.backwards',
  'dates.errors.ambiguous',
  'dates.errors.ambiguousTime',
  'dates.errors.night',
  'dates.errors.timeAlone',
]);

/** Words of a date or a time that could not be read, as an argument's mistake. */
export const badReading = ({ key, params, choices }: Failure): Read<never> => {
  const suggestions = choices?.map((choice) => ({ label: choice, value: choice }));
  const isMeant = meant.has(key) || suggestions !== undefined;
  return {
    ok: false,
    problem: { ...problem(key, params, suggestions), ...(isMeant ? { isMeant } : {}) },
  };
};
