const minutesPerDay = 24 * 60;

/** A chat's quiet hours: minutes of its own day, the end not included. The same twice is none. */
export interface QuietHoursColumns {
  quietFrom: number | null;
  quietUntil: number | null;
}

/** Whether these are minutes of a day. */
export const isMinuteOfDay = (minute: number): boolean =>
  Number.isInteger(minute) && minute >= 0 && minute < minutesPerDay;

/** Whether there are quiet hours; what are no minutes of a day are none. */
export const hasQuietHours = ({ quietFrom, quietUntil }: QuietHoursColumns): boolean =>
  quietFrom !== null &&
  quietUntil !== null &&
  quietFrom !== quietUntil &&
  isMinuteOfDay(quietFrom) &&
  isMinuteOfDay(quietUntil);

/**
 * When a chat's quiet hours end, if they hold now. A time that the clocks jump over counts as the next one that
 * there is; hours that come twice are quiet twice.
 * @param now milliseconds since the epoch
 * @param zone IANA name
 * @returns milliseconds since the epoch
 */
export function quietHoursEnd(
  { quietFrom, quietUntil }: QuietHoursColumns,
  zone: string,
  now: number,
): number | undefined {
  if (quietFrom === null || quietUntil === null) return undefined;
  if (!hasQuietHours({ quietFrom, quietUntil })) return undefined;
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  const isQuiet =
    quietFrom < quietUntil
      ? minute >= quietFrom && minute < quietUntil
      : minute >= quietFrom || minute < quietUntil;
  if (!isQuiet) return undefined;
  const endsTomorrow = quietFrom > quietUntil && minute >= quietFrom;
  const day = local.toPlainDate().add({ days: endsTomorrow ? 1 : 0 });
  const end = day.toZonedDateTime({
    timeZone: zone,
    plainTime: { hour: Math.floor(quietUntil / 60) % 24, minute: quietUntil % 60 },
  });
  return Math.max(end.epochMilliseconds, now + 1);
}
