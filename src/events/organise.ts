import { isDeepStrictEqual } from 'node:util';
import { audit } from '../communities/audit.ts';
import { type Call, communityOf, nowOf } from '../communities/call.ts';
import type { Community, Event, Prisma } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import type { Moment } from '../kit/kinds/date.ts';
import { zoneOf } from '../language/zone.ts';
import { button, message, paragraph, time } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { typedMoment } from '../message/typed-moment.ts';
import { followers, holdEvent, type Telling, tellingIn } from './announce.ts';
import {
  type Act,
  type Change,
  correctAnnouncement,
  newsOf,
  type Told,
  tellOfChange,
  whoKnows,
} from './change.ts';
import { edited } from './edit.ts';
import { changedContent, type EventInput, newContent } from './keep.ts';
import { isOver } from './over.ts';
import { previewEvent } from './preview.ts';
import { eventBlocks, eventTone } from './show.ts';
import { dropWaiting, holdBack, isSoon, tellWaiting, waitingBefore } from './waiting.ts';

const announceButton = ({ t }: Call, event: Event) =>
  button(
    t('commands.event_new.announce'),
    { command: 'event new', step: 'announce', args: { event: `id:${event.id}` }, answer: 'update' },
    'primary',
  );

/** Puts an event on the board; whether it is announced is decided after seeing it. */
export async function createEvent(
  call: Call,
  input: EventInput & { title: string; when: Moment },
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
      ...typedMoment(input.when, call),
      ...previewEvent(call, event),
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

interface Changed {
  act: Act;
  event: Event;
  told: Told;
  /** When people are told, where it waits for further edits. */
  dueAt?: Date;
}

/**
 * Tells of a change: at once with all that waited, or of an edit a while later, once with those that follow it.
 * The announcement itself is put right at once.
 */
async function tellOrWait(telling: Telling, tx: Transaction, change: Change): Promise<Changed> {
  const { act, after } = change;
  const now = nowOf(telling);
  await correctAnnouncement(telling, tx, after);
  const before = (await waitingBefore(tx, after)) ?? change.before;
  const told = await whoKnows(tx, after);
  const isEnded = [change.before, after].every((event) => isOver(event, telling.now));
  if (act === 'edited' && (isEnded || (!told.chats && told.people === 0))) {
    await dropWaiting(tx, after);
    return { act, event: after, told: isEnded ? { chats: undefined, people: 0 } : told };
  }
  if (act === 'edited' && !isSoon([before, after], now)) {
    const { locale } = telling;
    return { act, event: after, told, dueAt: await holdBack(tx, { before, locale, now }) };
  }
  await dropWaiting(tx, after);
  return { act, event: after, told: await tellOfChange(telling, tx, { ...change, before }) };
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
    const telling = await tellingIn(call, tx, after);
    const changed = await tellOrWait(telling, tx, { act, before, after, reason });
    await audit(tx, {
      communityId: after.communityId,
      accountId: call.account.id,
      action: `event.${act}`,
      details: { event: id, title: after.title, ...(reason === undefined ? {} : { reason }) },
    });
    return changed;
  });
}

const tellNowButton = ({ t, account }: Call, event: Event) =>
  button(t('events.tellNow'), {
    command: 'event edit',
    step: 'tell',
    args: { event: `id:${event.id}` },
    account: account.id,
    answer: 'update',
  });

/** The event as it is now, and who learns of it and when. */
async function changed(call: Call, { act, event, told, dueAt }: Changed): Promise<Message> {
  const { t, publications } = call;
  const chats = told.chats ? await publications.reach(told.chats) : 0;
  const canAnnounce = told.chats === undefined && event.state === 'scheduled';
  const words = { chats, people: told.people };
  const said = dueAt
    ? [
        paragraph([t('events.collected'), ' ', time(dueAt, 'time')]),
        paragraph(t('events.ask.tells', words)),
      ]
    : [
        paragraph(
          `${t(`events.done.${newsOf({ act, after: event })}`)} ${t('events.told', words)}`,
        ),
      ];
  return message([...said, ...eventBlocks(event, call)], {
    tone: event.state === 'scheduled' ? 'success' : eventTone(event),
    buttons: [
      [
        ...(dueAt ? [tellNowButton(call, event)] : []),
        ...(canAnnounce ? [announceButton(call, event)] : []),
      ],
    ],
  });
}

/** Changes what is said; a new date also ends a postponement. */
export async function editEvent(call: Call, event: Event, input: EventInput): Promise<Message> {
  const community = await call.db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const done = await change(call, event, {
    act: 'edited',
    data: (before) => edited(call, before, input, community),
  });
  return changed(call, done);
}

/** Tells of what waits without waiting longer. */
export async function tellNow(call: Call, { id }: Event): Promise<Message> {
  const done = await call.db.$transaction(async (tx): Promise<Changed> => {
    const event = await holdEvent(tx, id);
    const told = await tellWaiting(await tellingIn(call, tx, event), tx, event);
    if (!told) throw new Refusal('events.refused.toldAlready');
    return { act: 'edited', event, told };
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
  const zones = { asker: zone, event: zoneOf(zone, before.zone) };
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
