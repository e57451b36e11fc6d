import { recordAudit } from '../../context/audit.ts';
import type { Account, Event, PrismaClient } from '../../database/generated/client.ts';
import type { Publications, Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { seatTransaction } from '../../seats/seats.ts';
import { lockEvent } from '../announcements/announcement.ts';
import type { EventAction } from '../announcements/diff.ts';
import { publishPendingChange } from '../announcements/pending-changes.ts';
import { announcementServicesFor, type EventNotices } from '../announcements/services.ts';
import { moveDueTimes } from '../reminders/due-times.ts';
import { fillFreePlaces, type PlaceNotices } from '../rsvp/waiting-list.ts';
import type { EditTime } from './changed-fields.ts';
import { previousStart } from './previous-start.ts';
import { type PublishedChange, publishOrDefer } from './publish-or-defer.ts';
import { type RequestedChange, resolveChange } from './requested-change.ts';

export interface EditServices extends EditTime {
  db: PrismaClient;
  account: Pick<Account, 'id'>;
  publications: Pick<Publications, 'audienceSize'>;
  notices: EventNotices & PlaceNotices;
}

/** A date of a series that is cancelled stays one of its exceptions, with the reason. */
async function leaveOut(
  tx: Transaction,
  { seriesId, originalStartsAt }: Event,
  reason = '',
): Promise<void> {
  if (seriesId === null || !originalStartsAt) return;
  await tx.eventSeriesException.createMany({
    data: { seriesId, originalStartsAt, reason },
    skipDuplicates: true,
  });
}

export interface ChangeResult {
  action: EventAction;
  event: Event;
  /** Whether any chat has or will get the announcement. */
  isAnnounced: boolean;
  /** How many chats and people are told. */
  chats: number;
  people: number;
  /** When they are told, where the change waits for further edits. */
  dueAt?: Date | undefined;
}

/** How changes are called in publications and the audit log. */
const pastActions = {
  edit: 'edited',
  cancel: 'cancelled',
  postpone: 'postponed',
} as const satisfies Record<RequestedChange['action'], EventAction>;

async function toResult(
  { publications }: Pick<EditServices, 'publications'>,
  { recipients, ...change }: PublishedChange,
): Promise<ChangeResult> {
  const { chats, people } = recipients;
  return {
    ...change,
    isAnnounced: chats !== undefined,
    chats: chats ? await publications.audienceSize(chats) : 0,
    people,
  };
}

/** What a change within a transaction needs. */
export interface ApplyServices extends EditTime {
  /** Who is in the audit log; undefined where nobody asked for it. */
  account: Pick<Account, 'id'> | undefined;
  notices: EventNotices & PlaceNotices;
}

/**
 * Changes an event, publishes the change and records it in the audit log. Run it within {@link seatTransaction}.
 * @throws UserError when it is cancelled, nothing changes, or the times do not fit
 */
export async function applyChange(
  tx: Transaction,
  services: ApplyServices,
  { id }: Pick<Event, 'id'>,
  requested: RequestedChange,
): Promise<PublishedChange> {
  const { account, zone, now, notices } = services;
  const action = pastActions[requested.action];
  const reason = 'reason' in requested ? requested.reason : undefined;
  const before = await lockEvent(tx, id);
  const fields = await resolveChange({ db: tx, zone, now }, before, requested);
  const after = await tx.event.update({
    where: { id },
    data: {
      ...fields,
      ...previousStart(before, { ...before, ...fields }),
      revision: { increment: 1 },
      changedAt: new Date(now.epochMilliseconds),
    },
  });
  await moveDueTimes(tx, id, new Date(now.epochMilliseconds));
  // More places, room for all, or a new date of what was over.
  await fillFreePlaces(tx, after, new Date(now.epochMilliseconds), notices);
  if (after.state === 'cancelled') await leaveOut(tx, after, reason);
  const announcing = await announcementServicesFor(services, tx, after);
  const published = await publishOrDefer(announcing, tx, { action, before, after, reason });
  await recordAudit(tx, {
    communityId: after.communityId,
    ...(account ? { accountId: account.id } : {}),
    action: `event.${action}`,
    details: {
      ...{ event: id, title: after.title },
      ...(reason === undefined ? {} : { reason }),
      ...(account ? {} : { automatic: true }),
    },
  });
  return published;
}

/**
 * Changes an event in a transaction of its own.
 * @throws UserError as {@link applyChange}
 */
export async function changeEvent(
  services: EditServices,
  event: Event,
  requested: RequestedChange,
): Promise<ChangeResult> {
  const change = await services.db.$transaction(
    (tx) => applyChange(tx, services, event, requested),
    seatTransaction,
  );
  return toResult(services, change);
}

/**
 * Publishes the pending change of an event at once.
 * @throws UserError when none is pending
 */
export async function publishPendingNow(
  services: Omit<EditServices, 'account' | 'zone'>,
  { id }: Event,
): Promise<ChangeResult> {
  const change = await services.db.$transaction(async (tx): Promise<PublishedChange> => {
    const event = await lockEvent(tx, id);
    const announcing = await announcementServicesFor(services, tx, event);
    const recipients = await publishPendingChange(announcing, tx, event);
    if (!recipients) throw new UserError('events.refused.toldAlready');
    return { action: 'edited', event, recipients };
  });
  return toResult(services, change);
}
