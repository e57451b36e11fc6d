import { formatMoment, type MomentStyle } from './format-date.ts';
import type { Locale } from './locale.ts';

/** A timestamp as clients send it: `<t:1795869000:F>`. Source: Discord, "Timestamp Styles". */
const timestamp = /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/g;

const styles: Readonly<Record<string, MomentStyle>> = {
  t: 'time',
  T: 'time',
  d: 'date',
  D: 'date',
};

/** The offset of a zone at an instant: `UTC+7`, `UTC-3:30`. */
function offsetAt(instant: Temporal.Instant, zone: string): string {
  const [, sign, hours, minutes] =
    /^([+-])0?(\d+):(\d\d)/.exec(instant.toZonedDateTimeISO(zone).offset) ?? [];
  return `UTC${sign}${hours}${minutes === '00' ? '' : `:${minutes}`}`;
}

/**
 * Replaces timestamps by text in the author's zone, with the offset next to a time of day. Relative timestamps become
 * absolute, since the text is kept.
 */
export const replaceClientTimestamps = (
  text: string,
  reader: { readonly locale: Locale; readonly zone: string },
): string =>
  text.replace(timestamp, (code, seconds: string, style = 'F') => {
    const date = new Date(Number(seconds) * 1000);
    if (Number.isNaN(date.getTime())) return code;
    const momentStyle = styles[style] ?? 'dateTime';
    const formatted = formatMoment(date.toISOString(), momentStyle, reader);
    return momentStyle === 'date'
      ? formatted
      : `${formatted} (${offsetAt(date.toTemporalInstant(), reader.zone)})`;
  });
