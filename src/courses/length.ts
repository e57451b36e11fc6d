import { type Argument, argument } from '../kit/argument.ts';
import { bad, good, type ReadContext } from '../kit/kind.ts';
import { readDuration } from '../language/periods/index.ts';

/** How long a session may be, in minutes. */
const shortest = 5;
const longest = 24 * 60;

/** How long a session is, in minutes: `2h`, `90 phút`, `1h30`; a number alone is minutes. */
export function sessionLength(): Argument<number> {
  return argument<number, ReadContext>({
    name: 'period',
    discord: { type: 'string', maxLength: 50 },
    takesRest: true,
    read(raw) {
      const written = (typeof raw === 'object' ? raw.name : String(raw)).trim();
      const reading = readDuration(/^\d+$/.test(written) ? `${written} minutes` : written);
      if (!reading.ok) return bad(reading.key, reading.params);
      const { years, months, weeks, days } = reading.value;
      const minutes =
        years + months + weeks > 0
          ? Number.POSITIVE_INFINITY
          : days * longest + reading.value.with({ days: 0 }).total('minutes');
      return minutes < shortest || minutes > longest
        ? bad('courses.errors.length', { text: written })
        : good(Math.round(minutes));
    },
  });
}
