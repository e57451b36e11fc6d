import { type Period, readPeriod } from '../../language/periods/index.ts';
import { type Argument, argument } from '../argument.ts';
import { bad, good, type ReadContext } from '../kind.ts';

/** Days in words of either language: `this weekend`, `tháng 12`, `21-25/11`. */
export function period(): Argument<Period> {
  return argument<Period, ReadContext>({
    name: 'period',
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    read(raw, { now, zone }) {
      const written = typeof raw === 'object' ? raw.name : String(raw);
      const result = readPeriod(written, { today: now.toZonedDateTimeISO(zone).toPlainDate() });
      return result.ok ? good(result.value) : bad(result.key, result.params);
    },
  });
}
