import { firstValidZone } from '../../language/zones/zone.ts';
import type { DueDelivery } from './due-delivery.ts';

const minutesPerDay = 24 * 60;

/** A chat's quiet hours in minutes of its local day, the end exclusive. Equal values mean none. */
export interface QuietHoursColumns {
  quietFrom: number | null;
  quietUntil: number | null;
}

/** Whether it is a minute of a day, 0 to 1439. */
export const isMinuteOfDay = (minute: number): boolean =>
  Number.isInteger(minute) && minute >= 0 && minute < minutesPerDay;

/** Whether there are quiet hours; invalid values count as none. */
const hasQuietHours = ({ quietFrom, quietUntil }: QuietHoursColumns): boolean =>
  quietFrom !== null &&
  quietUntil !== null &&
  quietFrom !== quietUntil &&
  isMinuteOfDay(quietFrom) &&
  isMinuteOfDay(quietUntil);

/**
 * When a chat's current quiet hours end, if it is in them. An end within a clock change gap moves to the next valid
 * time; hours that occur twice are quiet twice.
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

/**
 * When a delivery that waits for the end of its chat's quiet hours is due again; `undefined` when it need not wait.
 * @param zone time zone of chats without a setting
 * @param now milliseconds since the epoch
 */
export function deferredUntil(delivery: DueDelivery, zone: string, now: number): Date | undefined {
  if (delivery.ignoresQuietHours || delivery.messageIds.length > 0) return undefined;
  if (!hasQuietHours(delivery)) return undefined;
  const chatZone = firstValidZone(zone, delivery.chatZone, delivery.personZone);
  const end = quietHoursEnd(delivery, chatZone, now);
  if (end === undefined) return undefined;
  // An expiring delivery is skipped on time, not at the end of the quiet hours.
  return new Date(Math.min(end, (delivery.expiresAt?.getTime() ?? end) + 1));
}
