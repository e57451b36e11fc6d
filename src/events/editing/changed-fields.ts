import { isDeepStrictEqual } from 'node:util';
import type { Community, Event } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import type { EventInput } from '../field-arguments.ts';
import { changedEventContent } from './content.ts';

/** In which zone and at which time an organiser acts. */
export interface EditTime {
  zone: string;
  now: Temporal.Instant;
}

/**
 * The columns that an edit writes; undefined when nothing changes. A new date also ends a postponement.
 * @throws UserError when the times contradict each other or are past
 */
export function editedFields(
  { zone, now }: EditTime,
  before: Event,
  input: EventInput,
  community: Community,
) {
  if (before.state === 'postponed' && input.until && !input.when)
    throw new UserError('events.refused.noStart', {}, ['when']);
  const zones = { asker: zone, event: firstValidZone(zone, before.zone) };
  const content = changedEventContent(before, input, community, { zones, now });
  const changes = { ...content, state: input.when ? ('scheduled' as const) : before.state };
  return isDeepStrictEqual({ ...before, ...changes }, before) ? undefined : changes;
}

/**
 * The columns that a postponement writes, to a new date or one to be announced; undefined when nothing changes.
 * @throws UserError when the date does not fit or is past
 */
export function rescheduledFields(
  { zone, now }: EditTime,
  before: Event,
  when: DateValue | undefined,
  community: Community,
) {
  if (!when) return before.state === 'postponed' ? undefined : { state: 'postponed' as const };
  const zones = { asker: zone, event: firstValidZone(zone, before.zone) };
  const { startsAt, endsAt, allDay } = changedEventContent(before, { when }, community, {
    zones,
    now,
  });
  const changes = { startsAt, endsAt, allDay, state: 'scheduled' as const };
  return isDeepStrictEqual({ ...before, ...changes }, before) ? undefined : changes;
}
