import type { Locale } from './locale.ts';

const offsetOf = (zone: string, at: Temporal.Instant): string => {
  const [, sign = '+', hours = '0', minutes = '00'] =
    /^([+-])(\d\d):(\d\d)/.exec(at.toZonedDateTimeISO(zone).offset) ?? [];
  return `UTC${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
};

/**
 * A time zone in words, by its place, with its offset at that instant: `giờ Việt Nam (UTC+7)`, `Vietnam time (UTC+7)`.
 * Within a sentence: it begins with a small letter where the language writes one.
 */
export function sayZone(zone: string, locale: Locale, at: Temporal.Instant): string {
  const offset = offsetOf(zone, at);
  const name = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortGeneric' })
    .formatToParts(at.epochMilliseconds)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // A name that is an offset itself says it once.
  if (name === undefined || /^(GMT|UTC)/.test(name)) return offset;
  const words = name.replace(/^Giờ(?= )/, 'giờ').replace(/(?<= )Time$/, 'time');
  return `${words} (${offset})`;
}

/** Whether the clocks of two zones show the same at an instant. */
export const isSameTime = (one: string, other: string, at: Temporal.Instant): boolean =>
  at.toZonedDateTimeISO(one).offset === at.toZonedDateTimeISO(other).offset;
