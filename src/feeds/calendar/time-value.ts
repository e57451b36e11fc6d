import { firstValidZone } from '../../language/zones/zone.ts';

/** An instant as `20261128T123000Z`. */
export const utcValue = (date: Date): string =>
  `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** A date and time without zone as `20261128T193000`. */
export const localValue = (time: Temporal.PlainDateTime): string =>
  time.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');

/** When an entry begins and ends, how, and where. */
interface Clock {
  isAllDay: boolean;
  /** IANA zone; UTC where it is unknown. */
  zone: string;
}

/** The time in a zone whose name is spelled as Temporal spells it; in UTC where it is unknown. */
export const timeInZone = (date: Date, zone: string): Temporal.ZonedDateTime =>
  date.toTemporalInstant().toZonedDateTimeISO(firstValidZone('UTC', zone));

/** Whether clocks go back over this time: of the two moments that it names, readers take different ones. */
function isAmbiguous(time: Temporal.ZonedDateTime): boolean {
  const local = time.toPlainDateTime();
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(time.timeZoneId, { disambiguation }),
  );
  return earlier?.epochMilliseconds !== later?.epochMilliseconds;
}

/** A property with a time: a date for whole days, else the time in the zone, or in UTC where its name is ambiguous. */
export function timeProperty(name: string, date: Date, { isAllDay, zone }: Clock): string {
  const time = timeInZone(date, zone);
  if (isAllDay) return `${name};VALUE=DATE:${time.toPlainDate().toString().replaceAll('-', '')}`;
  return time.timeZoneId === 'UTC' || isAmbiguous(time)
    ? `${name}:${utcValue(date)}`
    : `${name};TZID=${time.timeZoneId}:${localValue(time.toPlainDateTime())}`;
}
