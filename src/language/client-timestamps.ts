import { formatMoment, type MomentStyle } from './format-date.ts';
import type { Locale } from './locale.ts';

/** A moment as a client sends it: `<t:1795869000:F>`. Source: Discord, "Timestamp Styles". */
const written = /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/g;

const styles: Readonly<Record<string, MomentStyle>> = {
  t: 'time',
  T: 'time',
  d: 'date',
  D: 'date',
};

/** `UTC+7`, `UTC-3:30`: what is there in a zone at a moment. */
function offsetAt(instant: Temporal.Instant, zone: string): string {
  const [, sign, hours, minutes] =
    /^([+-])0?(\d+):(\d\d)/.exec(instant.toZonedDateTimeISO(zone).offset) ?? [];
  return `UTC${sign}${hours}${minutes === '00' ? '' : `:${minutes}`}`;
}

/**
 * A text with the moments in it in words, in the zone of whoever wrote them, which is said with the time of day: the
 * words stay where "in two hours" would not be true for long.
 */
export const replaceClientTimestamps = (
  text: string,
  reader: { readonly locale: Locale; readonly zone: string },
): string =>
  text.replace(written, (code, seconds: string, style = 'F') => {
    const date = new Date(Number(seconds) * 1000);
    if (Number.isNaN(date.getTime())) return code;
    const how = styles[style] ?? 'dateTime';
    const said = formatMoment(date.toISOString(), how, reader);
    return how === 'date' ? said : `${said} (${offsetAt(date.toTemporalInstant(), reader.zone)})`;
  });
