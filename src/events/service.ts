import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../context/audit.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../context/command-context.ts';
import type { Community, Event, Prisma } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { DateValue } from '../kit/argument-types/date.ts';
import { UserError } from '../kit/define/user-error.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import { button, message, paragraph, time } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { zoneConversionNote } from '../message/preview/zone-conversion.ts';
import {
  type AnnouncementServices,
  announcementServicesFor,
  eventAudience,
  lockEvent,
} from './announcements/announce.ts';
import {
  type ChangeRecipients,
  type EventAction,
  type EventDiff,
  findRecipients,
  headlineOf,
  publishChange,
  updateAnnouncement,
} from './announcements/changes.ts';
import {
  deferChange,
  discardPendingChange,
  findPendingSnapshot,
  publishPendingChange,
  startsSoon,
} from './announcements/pending-changes.ts';
import { changedEventContent, type EventInput, newEventContent } from './editing/content.ts';
import { editedFields } from './editing/edit.ts';
import { hasEnded } from './lifetime.ts';
import { eventBlocks, eventTone } from './messages.ts';
import { previewEvent } from './preview.ts';

const announceButton = ({ t }: CommandContext, event: Event) =>
  button(
    t('commands.event_new.announce'),
    { command: 'event new', step: 'announce', args: { event: `id:${event.id}` }, answer: 'update' },
    'primary',
  );

/** Puts an event on the board; whether it is announced is decided after seeing it. */
export async function createEvent(
  call: CommandContext,
  input: EventInput & { title: string; when: DateValue },
): Promise<Message> {
  const { t, db, account, zone, now } = call;
  const community = requireCommunity(call);
  const zones = { asker: zone, event: community.zone };
  const content = newEventContent(input, community, { zones, now });
  const event = await db.$transaction(async (tx) => {
    const made = await tx.event.create({
      data: { ...content, communityId: community.id, zone: community.zone },
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'event.new',
      details: { event: made.id, title: made.title },
    });
    return made;
  });
  const chats = await call.publications.audienceSize(eventAudience(community.id));
  return message(
    [
      paragraph(t('commands.event_new.done')),
      ...zoneConversionNote(input.when, call),
      ...previewEvent(call, event),
      paragraph(t('commands.event_new.followers', { chats })),
    ],
    { tone: 'success', buttons: [[announceButton(call, event)]] },
  );
}

interface ChangeRequest {
  action: EventAction;
  reason?: string | undefined;
  /** What is written; nothing when all is so already. */
  data(event: Event): Prisma.EventUpdateInput | undefined;
}

interface ChangeResult {
  action: EventAction;
  event: Event;
  recipients: ChangeRecipients;
  /** When people are told, where it waits for further edits. */
  dueAt?: Date;
}

/**
 * Tells of a change: at once with all that waited, or of an edit a while later, once with those that follow it.
 * The announcement itself is put right at once.
 */
async function publishOrDefer(
  telling: AnnouncementServices,
  tx: Transaction,
  change: EventDiff,
): Promise<ChangeResult> {
  const { action, after } = change;
  const now = nowAsDate(telling);
  await updateAnnouncement(telling, tx, after);
  const before = (await findPendingSnapshot(tx, after)) ?? change.before;
  const recipients = await findRecipients(tx, after);
  const isEnded = [change.before, after].every((event) => hasEnded(event, telling.now));
  if (action === 'edited' && (isEnded || (!recipients.chats && recipients.people === 0))) {
    await discardPendingChange(tx, after);
    return {
      action,
      event: after,
      recipients: isEnded ? { chats: undefined, people: 0 } : recipients,
    };
  }
  if (action === 'edited' && !startsSoon([before, after], now)) {
    const { locale } = telling;
    return {
      action,
      event: after,
      recipients,
      dueAt: await deferChange(tx, { before, locale, now }),
    };
  }
  await discardPendingChange(tx, after);
  return {
    action,
    event: after,
    recipients: await publishChange(telling, tx, { ...change, before }),
  };
}

/** Changes an event, writes it down and tells everyone who has to know, all or nothing. */
async function applyChange(
  call: CommandContext,
  { id }: Event,
  { action, reason, data }: ChangeRequest,
) {
  return call.db.$transaction(async (tx) => {
    const before = await lockEvent(tx, id);
    if (before.state === 'cancelled') throw new UserError('events.refused.cancelled');
    const changes = data(before);
    if (!changes) throw new UserError('events.refused.nothingNew');
    const after = await tx.event.update({
      where: { id },
      data: { ...changes, revision: { increment: 1 } },
    });
    const telling = await announcementServicesFor(call, tx, after);
    const changed = await publishOrDefer(telling, tx, { action, before, after, reason });
    await recordAudit(tx, {
      communityId: after.communityId,
      accountId: call.account.id,
      action: `event.${action}`,
      details: { event: id, title: after.title, ...(reason === undefined ? {} : { reason }) },
    });
    return changed;
  });
}

const publishNowButton = ({ t, account }: CommandContext, event: Event) =>
  button(t('events.tellNow'), {
    command: 'event edit',
    step: 'tell',
    args: { event: `id:${event.id}` },
    account: account.id,
    answer: 'update',
  });

/** The event as it is now, and who learns of it and when. */
async function changeResultMessage(
  call: CommandContext,
  { action, event, recipients, dueAt }: ChangeResult,
): Promise<Message> {
  const { t, publications } = call;
  const chats = recipients.chats ? await publications.audienceSize(recipients.chats) : 0;
  const canAnnounce = recipients.chats === undefined && event.state === 'scheduled';
  const words = { chats, people: recipients.people };
  const said = dueAt
    ? [
        paragraph([t('events.collected'), ' ', time(dueAt, 'time')]),
        paragraph(t('events.ask.tells', words)),
      ]
    : [
        paragraph(
          `${t(`events.done.${headlineOf({ action, after: event })}`)} ${t('events.told', words)}`,
        ),
      ];
  return message([...said, ...eventBlocks(event, call)], {
    tone: event.state === 'scheduled' ? 'success' : eventTone(event),
    buttons: [
      [
        ...(dueAt ? [publishNowButton(call, event)] : []),
        ...(canAnnounce ? [announceButton(call, event)] : []),
      ],
    ],
  });
}

/** Changes what is said; a new date also ends a postponement. */
export async function editEvent(
  call: CommandContext,
  event: Event,
  input: EventInput,
): Promise<Message> {
  const community = await call.db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const done = await applyChange(call, event, {
    action: 'edited',
    data: (before) => editedFields(call, before, input, community),
  });
  return changeResultMessage(call, done);
}

/** Tells of what waits without waiting longer. */
export async function publishPendingNow(call: CommandContext, { id }: Event): Promise<Message> {
  const done = await call.db.$transaction(async (tx): Promise<ChangeResult> => {
    const event = await lockEvent(tx, id);
    const recipients = await publishPendingChange(
      await announcementServicesFor(call, tx, event),
      tx,
      event,
    );
    if (!recipients) throw new UserError('events.refused.toldAlready');
    return { action: 'edited', event, recipients };
  });
  return changeResultMessage(call, done);
}

export async function cancelEvent(
  call: CommandContext,
  event: Event,
  reason: string | undefined,
): Promise<Message> {
  const done = await applyChange(call, event, {
    action: 'cancelled',
    reason,
    data: () => ({ state: 'cancelled' }),
  });
  return changeResultMessage(call, done);
}

/** What changes when an event moves to a new date, or to one that is still to be announced; nothing if it stands so. */
export function rescheduledFields(
  { zone, now }: CommandContext,
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

/** Moves an event to a new date, or to one that is still to be announced. */
export async function postponeEvent(
  call: CommandContext,
  event: Event,
  when: DateValue | undefined,
  reason: string | undefined,
): Promise<Message> {
  const community = await call.db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const done = await applyChange(call, event, {
    action: 'postponed',
    reason,
    data: (before) => rescheduledFields(call, before, when, community),
  });
  return changeResultMessage(call, done);
}
