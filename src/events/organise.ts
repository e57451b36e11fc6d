import { isDeepStrictEqual } from 'node:util';
import { audit } from '../communities/audit.ts';
import { type Call, communityOf } from '../communities/call.ts';
import type { Community, Event, Prisma } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import type { Moment } from '../kit/kinds/date.ts';
import { button, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { followers, holdEvent } from './announce.ts';
import { type Act, publishChange } from './change.ts';
import { changedContent, type EventInput, newContent } from './keep.ts';
import { eventBlocks, eventTone } from './show.ts';

const announceButton = ({ t }: Call, event: Event) =>
  button(
    t('commands.event_new.announce'),
    { command: 'event new', step: 'announce', args: { event: `id:${event.id}` }, answer: 'update' },
    'primary',
  );

/** Puts an event on the board; whether it is announced is decided after seeing it. */
export async function createEvent(
  call: Call,
  input: EventInput & { title: string; when: Moment; source: string },
): Promise<Message> {
  const { t, db, account, zone, now } = call;
  const community = communityOf(call);
  const zones = { asker: zone, event: community.zone };
  const content = newContent(input, community, { zones, now });
  const event = await db.$transaction(async (tx) => {
    const made = await tx.event.create({
      data: { ...content, communityId: community.id, zone: community.zone },
    });
    await audit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'event.new',
      details: { event: made.id, title: made.title },
    });
    return made;
  });
  const chats = await call.publications.reach(followers(community.id));
  return message(
    [
      paragraph(t('commands.event_new.done')),
      ...eventBlocks(event, call),
      paragraph(t('commands.event_new.followers', { chats })),
    ],
    { tone: 'success', buttons: [[announceButton(call, event)]] },
  );
}

interface Changing {
  act: Act;
  reason?: string | undefined;
  /** What is written; nothing when all is so already. */
  data(event: Event): Prisma.EventUpdateInput | undefined;
}

/** Changes an event, writes it down and tells everyone who has to know, all or nothing. */
async function change(call: Call, { id }: Event, { act, reason, data }: Changing) {
  return call.db.$transaction(async (tx) => {
    const before = await holdEvent(tx, id);
    if (before.state === 'cancelled') throw new Refusal('events.refused.cancelled');
    const changes = data(before);
    if (!changes) throw new Refusal('events.refused.nothingNew');
    const after = await tx.event.update({
      where: { id },
      data: { ...changes, revision: { increment: 1 } },
    });
    const told = await publishChange(call, tx, { act, before, after, reason });
    await audit(tx, {
      communityId: after.communityId,
      accountId: call.account.id,
      action: `event.${act}`,
      details: { event: id, title: after.title, ...(reason === undefined ? {} : { reason }) },
    });
    return { event: after, told };
  });
}

/** The event as it is now, and who learns of it. */
async function changed(
  call: Call,
  { event, told }: Awaited<ReturnType<typeof change>>,
): Promise<Message> {
  const { t, publications } = call;
  const chats = told.chats ? await publications.reach(told.chats) : 0;
  const canAnnounce = told.chats === undefined && event.state === 'scheduled';
  return message(
    [paragraph(t('events.told', { chats, people: told.people })), ...eventBlocks(event, call)],
    {
      tone: event.state === 'scheduled' ? 'success' : eventTone(event),
      buttons: canAnnounce ? [[announceButton(call, event)]] : [],
    },
  );
}

/** Changes what is said; a new date also ends a postponement. */
export async function editEvent(call: Call, event: Event, input: EventInput): Promise<Message> {
  const community = await call.db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const done = await change(call, event, {
    act: 'edited',
    data(before) {
      const zones = { asker: call.zone, event: before.zone };
      const content = changedContent(before, input, community, { zones, now: call.now });
      const changes = { ...content, state: input.when ? ('scheduled' as const) : before.state };
      return isDeepStrictEqual({ ...before, ...changes }, before) ? undefined : changes;
    },
  });
  return changed(call, done);
}

export async function cancelEvent(
  call: Call,
  event: Event,
  reason: string | undefined,
): Promise<Message> {
  const done = await change(call, event, {
    act: 'cancelled',
    reason,
    data: () => ({ state: 'cancelled' }),
  });
  return changed(call, done);
}

/** What changes when an event moves to a new date, or to one that is still to be announced; nothing if it stands so. */
export function moved(
  { zone, now }: Call,
  before: Event,
  when: Moment | undefined,
  community: Community,
) {
  if (!when) return before.state === 'postponed' ? undefined : { state: 'postponed' as const };
  const zones = { asker: zone, event: before.zone };
  const { startsAt, endsAt, allDay } = changedContent(before, { when }, community, { zones, now });
  const changes = { startsAt, endsAt, allDay, state: 'scheduled' as const };
  return isDeepStrictEqual({ ...before, ...changes }, before) ? undefined : changes;
}

/** Moves an event to a new date, or to one that is still to be announced. */
export async function postponeEvent(
  call: Call,
  event: Event,
  when: Moment | undefined,
  reason: string | undefined,
): Promise<Message> {
  const community = await call.db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const done = await change(call, event, {
    act: 'postponed',
    reason,
    data: (before) => moved(call, before, when, community),
  });
  return changed(call, done);
}
