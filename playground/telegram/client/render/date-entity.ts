/** Where the people of the sample world live. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A date as a client shows it: in the reader's language and zone. The letters are those of Telegram's date-time entities. */
export function formatDateEntity(
  unixTime: number,
  format: string,
  locale: string,
  now: number,
): string | undefined {
  if (format === '') return undefined;
  if (format === 'r') {
    const seconds = unixTime - Math.floor(now / 1000);
    const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS[3];
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    return relative.format(Math.trunc(seconds / size), unit);
  }
  const has = (letter: string) => format.includes(letter);
  return new Intl.DateTimeFormat(locale, {
    timeZone: TIME_ZONE,
    ...(has('w') && { weekday: 'long' }),
    ...(has('d') && { day: '2-digit', month: '2-digit', year: '2-digit' }),
    ...(has('D') && { day: 'numeric', month: 'long', year: 'numeric' }),
    ...((has('t') || has('T')) && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    ...(has('T') && { second: '2-digit' }),
  }).format(unixTime * 1000);
}
