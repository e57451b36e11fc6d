const zone = 'Asia/Ho_Chi_Minh';

/** https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/**
 * A `<t:…>` date as the reader's client shows it in Vietnam.
 * @param seconds since the epoch
 * @param now milliseconds since the epoch
 * @returns undefined for a date beyond the calendar, which Discord leaves as text
 */
export function formatTimestamp(
  seconds: number,
  style: string,
  locale: 'vi' | 'en',
  now: number,
): string | undefined {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  const language = locale === 'vi' ? 'vi-VN' : 'en-US';
  if (style === 'R') {
    const away = seconds - Math.floor(now / 1000);
    const [unit, size] = steps.find(([, one]) => Math.abs(away) >= one) ?? ['second', 1];
    return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(
      Math.trunc(away / size),
      unit,
    );
  }
  return new Intl.DateTimeFormat(language, { ...styles[style], timeZone: zone }).format(date);
}
