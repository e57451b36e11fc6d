import type { ReadingError, ReadingFailure } from '../../language/periods/index.ts';
import { argumentError, type ParseResult } from '../define/parse-result.ts';

/** Errors of words that were surely about dates or times. Lunar days are not among them: Tết is in many titles. */
const confidentErrors: ReadonlySet<ReadingError> = new Set([
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
export const dateError = ({ key, params, choices }: ReadingFailure): ParseResult<never> => {
  const suggestions = choices?.map((choice) => ({ label: choice, value: choice }));
  const isConfident = confidentErrors.has(key) || suggestions !== undefined;
  return {
    ok: false,
    error: { ...argumentError(key, params, suggestions), ...(isConfident ? { isConfident } : {}) },
  };
};
