import { z } from 'zod';
import {
  formatPeriodInput,
  isOnlyTime,
  type Period,
  readDateTime,
  readPeriod,
  readTime,
} from '../../../language/periods/index.ts';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { argumentError, ok } from '../../define/parse-result.ts';
import { rawText } from '../../define/raw-value.ts';
import { buttonPicker } from '../../pickers/button-picker.ts';
import { requireAloneIfNamed } from './date.ts';
import { dateError } from './date-error.ts';
import { looksLikeDate } from './looks-like-date.ts';

const schema: z.ZodType<Period> = z.object({
  from: z.instanceof(Temporal.PlainDate),
  until: z.instanceof(Temporal.PlainDate),
  hours: z.object({ from: z.number(), until: z.number() }).optional(),
});

/** The most common periods; each is a message key whose text this type can parse. */
const usual = ['today', 'thisWeek', 'thisWeekend', 'nextWeek', 'thisMonth', 'nextMonth'] as const;

const usualPeriods = ({ t }: ParseContext) =>
  usual.map((name) => ({ label: t(`kit.periods.${name}`), value: t(`kit.periods.${name}`) }));

/** A range of days in either language: `this weekend`, `tháng 12`, `21-25/11`; of one day also hours: `tối mai`. */
export function period(): Argument<Period> {
  return argument<Period, ParseContext>({
    name: 'period',
    schema,
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    looksLike: looksLikeDate,
    picker: buttonPicker(usualPeriods),
    encode: formatPeriodInput,
    parse(raw, { now, zone }) {
      const written = rawText(raw);
      const here = now.toZonedDateTimeISO(zone);
      const result = readPeriod(written, { today: here.toPlainDate() });
      if (result.ok) return requireAloneIfNamed(ok(result.value), written);
      if (isOnlyTime(written)) {
        const { text } = result.params;
        const timeAlone = argumentError('dates.errors.timeAlone', { text: text ?? '' });
        return { ok: false, error: { ...timeAlone, isConfident: true, onlyIfAlone: true } };
      }
      const moment = readDateTime(written, { now: here });
      if (!moment.ok) return dateError(moment.choices ? moment : result);
      const { date, originalText } = moment.value;
      // A time with a zone or relative to now implies its day; `noon` alone is a word of many titles.
      return originalText === undefined && readTime(written).ok
        ? dateError(result)
        : ok({ from: date, until: date.add({ days: 1 }) });
    },
  });
}
