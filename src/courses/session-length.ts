import { duration } from '../kit/argument-types/dates/duration.ts';
import type { Argument } from '../kit/define/argument.ts';

/** The length of a session in minutes, 5 to 1440: `2h`, `90 phút`, `1h30`; a number alone is minutes. */
export const sessionLength = (): Argument<number> =>
  duration({
    min: 5,
    max: 24 * 60,
    unit: 'minutes',
    suggestions: [60, 90, 120, 180, 240],
    rangeErrorKey: 'courses.errors.length',
  });
