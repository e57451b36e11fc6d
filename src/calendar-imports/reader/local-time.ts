/** A day, or a local time with what it says of its zone. */
export interface WrittenTime {
  local: Temporal.PlainDateTime;
  isDate: boolean;
  /** `Z`, or an offset such as `+07:00`, which RFC 5545 does not allow and some write. */
  offset?: string | undefined;
}

const pattern =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Reads a day or a time as calendars write them; undefined for anything else. Source: RFC 5545, 3.3.4 and 3.3.5. */
export function readTime(written: string): WrittenTime | undefined {
  const [, year, month, day, hour, minute = '0', second = '0', offset] =
    pattern.exec(written.trim()) ?? [];
  if (year === undefined) return undefined;
  try {
    const date = Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
    if (hour === undefined) return { local: date.toPlainDateTime(), isDate: true };
    // 24:00 is the end of the day; a second of 60 is a leap second.
    const isEnd = hour === '24';
    const time = Temporal.PlainTime.from(
      {
        hour: isEnd ? 0 : Number(hour),
        minute: Number(minute),
        second: Math.min(Number(second), 59),
      },
      { overflow: 'reject' },
    );
    const local = (isEnd ? date.add({ days: 1 }) : date).toPlainDateTime(time);
    return { local, isDate: false, ...(offset === undefined ? {} : { offset }) };
  } catch {
    return undefined;
  }
}

/** Reads a duration such as `P1DT2H`, `PT90M`, `P2W`; undefined for anything else, a negative one too. */
export function readDuration(written: string): Temporal.Duration | undefined {
  const text = written.trim().replace(/^\+/, '').toUpperCase();
  if (
    !/^P(?=\d|T\d)(?:\d{1,5}W)?(?:\d{1,5}D)?(?:T(?:\d{1,6}H)?(?:\d{1,7}M)?(?:\d{1,9}S)?)?$/.test(
      text,
    )
  )
    return undefined;
  try {
    return Temporal.Duration.from(text);
  } catch {
    return undefined;
  }
}
