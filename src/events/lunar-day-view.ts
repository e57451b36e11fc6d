import type { Community, Event } from '../database/generated/client.ts';
import { lunarDay } from '../feeds/days/day-view.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import { type Content, contentParts } from '../message/build.ts';
import { hasDate, hasValidTimes } from './lifetime.ts';
import type { EventReader } from './messages.ts';

/** A reader of a community that may want the lunar day beside the solar one. */
export interface LunarReader extends Pick<EventReader, 't' | 'zone'> {
  community?: Pick<Community, 'showsLunarDates'> | undefined;
}

/** When an event is, with the lunar day of its first day where its community wants it. */
export function withLunarDay(
  event: Event,
  when: Content,
  { t, zone, community }: LunarReader,
): Content {
  if (!community?.showsLunarDates || !hasDate(event) || !hasValidTimes(event)) return when;
  // Whole days are those of the event's own zone, as they are written.
  const days = event.allDay ? firstValidZone(zone, event.zone) : zone;
  const day = event.startsAt.toTemporalInstant().toZonedDateTimeISO(days).toPlainDate();
  const lunar = lunarDay({ t, community }, day);
  return lunar ? [...contentParts(when), ` · ${lunar.long}`] : when;
}
