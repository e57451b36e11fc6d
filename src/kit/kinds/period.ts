import { z } from 'zod';
import {
  isTimeAlone,
  type Period,
  readDateTime,
  readPeriod,
  readTime,
  writePeriod,
} from '../../language/periods/index.ts';
import { type Argument, argument } from '../argument.ts';
import { byButtons } from '../asking/buttons.ts';
import { good, problem, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';
import { badReading } from './bad-reading.ts';
import { byName } from './date.ts';
import { looksLikeDay } from './looks-like-day.ts';

const schema: z.ZodType<Period> = z.object({
  from: z.instanceof(Temporal.PlainDate),
  until: z.instanceof(Temporal.PlainDate),
});

/** What most people ask for; each is a key of the catalogue whose words the kind itself reads. */
const usual = ['today', 'thisWeek', 'thisWeekend', 'nextWeek', 'thisMonth', 'nextMonth'] as const;

const usualPeriods = ({ t }: ReadContext) =>
  usual.map((name) => ({ label: t(`kit.periods.${name}`), value: t(`kit.periods.${name}`) }));

/** Days in words of either language: `this weekend`, `tháng 12`, `21-25/11`. */
export function period(): Argument<Period> {
  return argument<Period, ReadContext>({
    name: 'period',
    schema,
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    claims: looksLikeDay,
    ask: byButtons(usualPeriods),
    encode: writePeriod,
    read(raw, { now, zone }) {
      const written = writtenOf(raw);
      const here = now.toZonedDateTimeISO(zone);
      const result = readPeriod(written, { today: here.toPlainDate() });
      if (result.ok) return byName(good(result.value), written);
      if (isTimeAlone(written)) {
        const { text } = result.params;
        const said = problem('dates.errors.timeAlone', { text: text ?? '' });
        return { ok: false, problem: { ...said, isMeant: true, alone: true } };
      }
      const moment = readDateTime(written, { now: here });
      if (!moment.ok) return badReading(moment.choices ? moment : result);
      const { date, typed } = moment.value;
      // A time in another zone or counted from now says its day; `noon` is a word of many titles.
      return typed === undefined && readTime(written).ok
        ? badReading(result)
        : good({ from: date, until: date.add({ days: 1 }) });
    },
  });
}
