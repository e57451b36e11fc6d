import { isTimeZone } from '../../language/zones/zone.ts';
import { lazy } from '../../lazy.ts';
import { type Component, findProperty } from './components.ts';
import type { Property } from './content-line.ts';
import { windowsZones } from './windows-zones.ts';
import { type ZoneRules, zoneRulesOf } from './zone-rules.ts';

/** A zone of local times: one that Temporal knows, or one that only the file describes. */
export type EventZone =
  | { kind: 'named'; id: string }
  | { kind: 'described'; tzid: string; rules: ZoneRules };

/** The instant of a local time; one that a clock change skips or repeats as Temporal takes it. */
export function instantOf(zone: EventZone, local: Temporal.PlainDateTime): Temporal.Instant {
  if (zone.kind === 'named') return local.toZonedDateTime(zone.id).toInstant();
  return local
    .toZonedDateTime('UTC')
    .toInstant()
    .subtract({ seconds: zone.rules.offsetAt(local) });
}

/** The local time of an instant. */
export function localTimeOf(zone: EventZone, instant: Temporal.Instant): Temporal.PlainDateTime {
  if (zone.kind === 'named') return instant.toZonedDateTimeISO(zone.id).toPlainDateTime();
  const utc = instant.toZonedDateTimeISO('UTC').toPlainDateTime();
  // By the offset some hours away at most: right except at the hour of a clock change.
  return utc.add({ seconds: zone.rules.offsetAt(utc) });
}

/** `/freeassociation.sourceforge.net/Tzfile/Europe/Berlin`: a path whose end is the name of a zone. */
function endOfPath(name: string): string | undefined {
  const parts = name.split('/').filter((part) => part !== '');
  return [3, 2, 1]
    .map((count) => parts.slice(-count).join('/'))
    .find((end) => end.includes('/') && isTimeZone(end));
}

const windowsNames = lazy(
  () => new Map(Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone])),
);

/**
 * The zone that a name certainly means: IANA's, a path that ends with one, one of Windows, UTC.
 * @returns undefined for all others
 */
export function zoneByName(written: string): string | undefined {
  const name = written.trim().replace(/^"|"$/g, '');
  if (/^(?:utc|gmt|z|etc\/utc|coordinated universal time)$/i.test(name)) return 'UTC';
  const windows = windowsNames().get(name.toLowerCase());
  if (windows !== undefined) return windows;
  return isTimeZone(name) ? name : endOfPath(name);
}

/** `(UTC+07:00) Bangkok, Hanoi, Jakarta`, `GMT+7`, `+07:00`: an offset in front, as `+07:00`. */
function offsetIn(written: string): string | undefined {
  const [, sign, hours, minutes = '00'] =
    /^\(?(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d\d)?\)?(?:\s|$)/i.exec(written.trim()) ?? [];
  if (hours === undefined || Number(hours) > 14) return undefined;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

export interface ZoneReader {
  /** The zone of a property; `own` for a floating time. Names that nothing explains are remembered, and mean `own`. */
  zoneOf(property: Pick<Property, 'params'>): EventZone;
  /** Names of zones that nothing explains. */
  unknown: ReadonlySet<string>;
}

/**
 * Reads the names of zones in a calendar: by their names, as other programs do, else by what the file says of them.
 * @param own of floating times
 */
export function createZoneReader(calendar: Component, own: string): ZoneReader {
  const described = new Map<string, Component>();
  for (const component of calendar.children) {
    const tzid =
      component.name === 'VTIMEZONE' ? findProperty(component, 'TZID')?.value : undefined;
    if (tzid !== undefined) described.set(tzid.trim(), component);
  }
  const known = new Map<string, EventZone>();
  const unknown = new Set<string>();

  function find(tzid: string): EventZone {
    const component = described.get(tzid);
    const location = component && findProperty(component, 'X-LIC-LOCATION')?.value;
    const id = zoneByName(tzid) ?? (location === undefined ? undefined : zoneByName(location));
    if (id !== undefined) return { kind: 'named', id };
    const rules = component && zoneRulesOf(component);
    if (rules) return { kind: 'described', tzid, rules };
    const offset = offsetIn(tzid);
    if (offset !== undefined) return { kind: 'named', id: offset };
    unknown.add(tzid);
    return { kind: 'named', id: own };
  }

  return {
    unknown,
    zoneOf({ params: { TZID } }) {
      const tzid = TZID?.trim();
      if (tzid === undefined || tzid === '') return { kind: 'named', id: own };
      const zone = known.get(tzid) ?? find(tzid);
      known.set(tzid, zone);
      return zone;
    },
  };
}
