import { createHash } from 'node:crypto';
import { type FormIssue, throwApiError } from '../errors.ts';
import { limits } from '../limits.ts';
import {
  type EventChange,
  type EventStatus,
  eventStatus,
  type NewEvent,
} from '../schemas/scheduled-event.ts';
import { memberPermissions } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { intent } from '../state/intents.ts';
import { permission } from '../state/permissions.ts';
import type { ScheduledEvent } from '../state/scheduled-event.ts';
import type { Guild, State } from '../state/state.ts';
import { serializeScheduledEvent } from './serialize.ts';

const { scheduled, active, completed, cancelled } = eventStatus;

const refuse = (field: string, code: string, message: string): never => {
  const issue: FormIssue = { path: [field], code, message };
  return throwApiError('invalidForm', [issue]);
};

export const isOpen = ({ status }: ScheduledEvent): boolean =>
  status === scheduled || status === active;

const eventsOf = (state: State, guildId: string): ScheduledEvent[] =>
  [...state.scheduledEvents.values()].filter((one) => one.guildId === guildId);

const isAllowed = (state: State, guild: Guild, ...anyOf: bigint[]): boolean => {
  const held = memberPermissions(guild, state.bot.id);
  return anyOf.some((bit) => (held & bit) !== 0n);
};

/**
 * 50013 unless the bot may change the event: its own by either permission, another's only by the one to manage.
 * Source: Discord, "Guild Scheduled Event Permissions Requirements".
 */
function requireChangeable(state: State, guild: Guild, { creatorId }: ScheduledEvent): void {
  const own = creatorId === state.bot.id ? [permission.createEvents] : [];
  if (!isAllowed(state, guild, permission.manageEvents, ...own))
    throwApiError('missingPermissions');
}

function tell(context: Context, what: 'CREATE' | 'UPDATE' | 'DELETE', event: ScheduledEvent): void {
  context.dispatch({
    name: `GUILD_SCHEDULED_EVENT_${what}`,
    intents: intent.guildScheduledEvents,
    guildId: event.guildId,
    data: () => serializeScheduledEvent(context.state, event),
  });
}

/** By its time, what an event without a rule has become. Source: "Guild Scheduled Event Status Update Automation". */
function statusByTime(
  { status, startsAt, endsAt, rule }: ScheduledEvent,
  now: number,
): EventStatus {
  if (rule !== null || (status !== scheduled && status !== active)) return status;
  if (now >= endsAt) return completed;
  return now >= startsAt ? active : status;
}

/**
 * Begins and ends the events of a server whose time has come, whenever somebody looks: a moment later than Discord.
 * Events with a recurrence rule stay as they are; Discord moves them to their next occurrence.
 */
export function updateByTime(context: Context, guildId: string): ScheduledEvent[] {
  const events = eventsOf(context.state, guildId);
  for (const event of events) {
    const status = statusByTime(event, context.now());
    if (status === event.status) continue;
    event.status = status;
    tell(context, 'UPDATE', event);
  }
  return events;
}

export function requireScheduledEvent(context: Context, guild: Guild, id: string): ScheduledEvent {
  const found = updateByTime(context, guild.id).find((one) => one.id === id);
  return found ?? throwApiError('unknownScheduledEvent');
}

/** The texts are those that client libraries took from Discord; its codes are not known. */
function requireSchedule({ now }: Context, startsAt: number, endsAt: number): void {
  if (endsAt <= startsAt)
    refuse(
      'scheduled_end_time',
      'GUILD_SCHEDULED_EVENT_SCHEDULE_END_BEFORE_START',
      'Cannot schedule event to end before starting.',
    );
  const latest = new Date(now());
  latest.setUTCFullYear(latest.getUTCFullYear() + limits.scheduledEvents.yearsAhead);
  if (Math.max(startsAt, endsAt) > latest.getTime())
    refuse(
      startsAt > latest.getTime() ? 'scheduled_start_time' : 'scheduled_end_time',
      'GUILD_SCHEDULED_EVENT_SCHEDULE_TOO_FAR',
      'Scheduled start and end times must be within five years.',
    );
}

const requireFuture = (context: Context, startsAt: number): void => {
  if (startsAt <= context.now())
    refuse(
      'scheduled_start_time',
      'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST',
      'Cannot schedule event in the past.',
    );
};

const hashOf = (image: string | null | undefined): string | null =>
  image == null ? null : createHash('md5').update(image).digest('hex');

export function createEvent(context: Context, guild: Guild, body: NewEvent): ScheduledEvent {
  const { state } = context;
  if (!isAllowed(state, guild, permission.createEvents)) throwApiError('missingPermissions');
  requireFuture(context, body.scheduled_start_time);
  requireSchedule(context, body.scheduled_start_time, body.scheduled_end_time);
  if (updateByTime(context, guild.id).filter(isOpen).length >= limits.scheduledEvents.perGuild)
    throwApiError('tooManyScheduledEvents');
  const event: ScheduledEvent = {
    id: context.nextId(),
    guildId: guild.id,
    creatorId: state.bot.id,
    name: body.name,
    description: body.description ?? null,
    location: body.entity_metadata.location,
    startsAt: body.scheduled_start_time,
    endsAt: body.scheduled_end_time,
    status: scheduled,
    image: hashOf(body.image),
    rule: body.recurrence_rule ?? null,
  };
  state.scheduledEvents.set(event.id, event);
  tell(context, 'CREATE', event);
  return event;
}

/** An event that one of a server's people makes. @returns its id */
export function createPersonsEvent(
  context: Context,
  guildId: string,
  key: string,
  event: Pick<ScheduledEvent, 'name' | 'location' | 'startsAt' | 'endsAt'>,
): string {
  const creatorId = context.state.people.get(key)?.id;
  if (creatorId === undefined) throw new Error(`There is nobody called "${key}".`);
  const id = context.nextId();
  const made: ScheduledEvent = {
    ...{ id, guildId, creatorId, description: null, image: null, rule: null },
    status: scheduled,
    ...event,
  };
  context.state.scheduledEvents.set(id, made);
  tell(context, 'CREATE', made);
  return id;
}

/** Source: Discord, "Valid Guild Scheduled Event Status Transitions". */
const transitions: Readonly<Record<EventStatus, readonly EventStatus[]>> = {
  [scheduled]: [active, cancelled],
  [active]: [completed],
  [completed]: [],
  [cancelled]: [],
};

function changeStatus(event: ScheduledEvent, status: EventStatus): void {
  if (status === event.status) return;
  // The code that Discord gives here is not known.
  if (!transitions[event.status].includes(status))
    refuse('status', 'TRANSITION_INVALID', 'Invalid Guild Scheduled Event Status Transition');
  event.status = status;
}

export function modifyEvent(
  context: Context,
  guild: Guild,
  event: ScheduledEvent,
  change: EventChange,
): void {
  requireChangeable(context.state, guild, event);
  if (!isOpen(event)) throwApiError('finishedEvent');
  const { scheduled_start_time: startsAt = event.startsAt } = change;
  const { scheduled_end_time: endsAt = event.endsAt } = change;
  if (change.scheduled_start_time !== undefined) {
    if (event.status === active)
      refuse(
        'scheduled_start_time',
        'GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID_START_BY_STATUS',
        // The text that Discord gives here is not known.
        'Cannot update start time of an active event.',
      );
    requireFuture(context, startsAt);
  }
  requireSchedule(context, startsAt, endsAt);
  if (change.status != null) changeStatus(event, change.status);
  Object.assign(event, {
    startsAt,
    endsAt,
    name: change.name ?? event.name,
    location: change.entity_metadata?.location ?? event.location,
    ...(change.description === undefined ? {} : { description: change.description }),
    ...(change.image === undefined ? {} : { image: hashOf(change.image) }),
    ...(change.recurrence_rule === undefined ? {} : { rule: change.recurrence_rule }),
  } satisfies Partial<ScheduledEvent>);
  tell(context, 'UPDATE', event);
}

export function deleteEvent(context: Context, guild: Guild, event: ScheduledEvent): void {
  requireChangeable(context.state, guild, event);
  context.state.scheduledEvents.delete(event.id);
  tell(context, 'DELETE', event);
}
