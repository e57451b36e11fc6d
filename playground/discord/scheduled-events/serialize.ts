import { entityType } from '../schemas/scheduled-event.ts';
import type { ScheduledEvent } from '../state/scheduled-event.ts';
import type { State } from '../state/state.ts';
import { type JsonObject, serializeUser, toIsoString } from '../wire/objects.ts';

const serializeRule = ({
  start,
  frequency,
  interval,
  by_weekday = null,
  by_n_weekday = null,
  by_month = null,
  by_month_day = null,
}: NonNullable<ScheduledEvent['rule']>): JsonObject => ({
  start: toIsoString(start),
  end: null,
  frequency,
  interval: interval ?? 1,
  ...{ by_weekday, by_n_weekday, by_month, by_month_day },
  by_year_day: null,
  count: null,
});

/** An event as Discord sends it. @param withCount with the number of people who are interested; nobody is here */
export function serializeScheduledEvent(
  state: State,
  event: ScheduledEvent,
  withCount = false,
): JsonObject {
  const creator = state.users.get(event.creatorId);
  return {
    id: event.id,
    guild_id: event.guildId,
    channel_id: null,
    creator_id: event.creatorId,
    ...(creator ? { creator: serializeUser(creator) } : {}),
    name: event.name,
    description: event.description,
    image: event.image,
    scheduled_start_time: toIsoString(event.startsAt),
    scheduled_end_time: toIsoString(event.endsAt),
    privacy_level: 2,
    status: event.status,
    entity_type: entityType.external,
    entity_id: null,
    entity_metadata: { location: event.location },
    recurrence_rule: event.rule && serializeRule(event.rule),
    guild_scheduled_event_exceptions: [],
    ...(withCount ? { user_count: 0 } : {}),
  };
}
