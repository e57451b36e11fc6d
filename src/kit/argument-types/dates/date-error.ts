import type { ReadingError, ReadingFailure } from '../../../language/periods/index.ts';
import { argumentError, type ParseResult } from '../../define/parse-result.ts';

/** Errors for text that was clearly meant as a date or time. Lunar days are not included: Tết occurs in many titles. */
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

/** Converts a failure to parse a date or time to an argument error. */
export const dateError = ({ key, params, choices }: ReadingFailure): ParseResult<never> => {
  const suggestions = choices?.map((choice) => ({ label: choice, value: choice }));
  const isConfident = confidentErrors.has(key) || suggestions !== undefined;
  return {
    ok: false,
    error: { ...argumentError(key, params, suggestions), ...(isConfident ? { isConfident } : {}) },
  };
};
