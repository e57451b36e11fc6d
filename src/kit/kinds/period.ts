import { z } from 'zod';
import { type Period, readPeriod, writePeriod } from '../../language/periods/index.ts';
import { type Argument, argument } from '../argument.ts';
import { byButtons } from '../asking/buttons.ts';
import { good, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';
import { badReading } from './bad-reading.ts';
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
      const result = readPeriod(writtenOf(raw), {
        today: now.toZonedDateTimeISO(zone).toPlainDate(),
      });
      return result.ok ? good(result.value) : badReading(result);
    },
  });
}
