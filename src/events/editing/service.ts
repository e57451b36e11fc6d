import { recordAudit } from '../../context/audit.ts';
import type {
  Account,
  Community,
  Event,
  Prisma,
  PrismaClient,
} from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import type { DateValue } from '../../kit/argument-types/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { lockEvent } from '../announcements/announcement.ts';
import type { EventAction } from '../announcements/diff.ts';
import { publishPendingChange } from '../announcements/pending-changes.ts';
import { announcementServicesFor, type EventNotices } from '../announcements/services.ts';
import type { EventInput } from '../field-arguments.ts';
import { type EditTime, editedFields, rescheduledFields } from './changed-fields.ts';
import { type PublishedChange, publishOrDefer } from './publish-or-defer.ts';

export interface EditServices extends EditTime {
  db: PrismaClient;
  account: Pick<Account, 'id'>;
  publications: Pick<Publications, 'audienceSize'>;
  notices: EventNotices;
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

interface ChangeRequest {
  action: EventAction;
  reason?: string | undefined;
  /** The columns to write; undefined when nothing changes. */
  fieldsAfter(event: Event, community: Community): Prisma.EventUpdateInput | undefined;
}

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

/** Changes an event, publishes the change and records it in the audit log, all in one transaction. */
async function applyChange(
  services: EditServices,
  { id, communityId }: Event,
  { action, reason, fieldsAfter }: ChangeRequest,
): Promise<ChangeResult> {
  const { db, account } = services;
  const community = await db.community.findUniqueOrThrow({ where: { id: communityId } });
  const change = await db.$transaction(async (tx) => {
    const before = await lockEvent(tx, id);
    if (before.state === 'cancelled') throw new UserError('events.refused.cancelled');
    const fields = fieldsAfter(before, community);
    if (!fields) throw new UserError('events.refused.nothingNew');
    const after = await tx.event.update({
      where: { id },
      data: { ...fields, revision: { increment: 1 } },
    });
    const announcing = await announcementServicesFor(services, tx, after);
    const published = await publishOrDefer(announcing, tx, { action, before, after, reason });
    await recordAudit(tx, {
      communityId: after.communityId,
      accountId: account.id,
      action: `event.${action}`,
      details: { event: id, title: after.title, ...(reason === undefined ? {} : { reason }) },
    });
    return published;
  });
  return toResult(services, change);
}

/**
 * Edits an event; a new date also ends a postponement.
 * @throws UserError when it is cancelled, nothing changes, or the times do not fit
 */
export const editEvent = (
  services: EditServices,
  event: Event,
  input: EventInput,
): Promise<ChangeResult> =>
  applyChange(services, event, {
    action: 'edited',
    fieldsAfter: (before, community) => editedFields(services, before, input, community),
  });

/** @throws UserError when it is cancelled already */
export const cancelEvent = (
  services: EditServices,
  event: Event,
  reason: string | undefined,
): Promise<ChangeResult> =>
  applyChange(services, event, {
    action: 'cancelled',
    reason,
    fieldsAfter: () => ({ state: 'cancelled' }),
  });

/**
 * Moves an event to a new date, or to one to be announced.
 * @throws UserError when it is cancelled, nothing changes, or the date does not fit
 */
export const postponeEvent = (
  services: EditServices,
  event: Event,
  { when, reason }: { when?: DateValue | undefined; reason?: string | undefined },
): Promise<ChangeResult> =>
  applyChange(services, event, {
    action: 'postponed',
    reason,
    fieldsAfter: (before, community) => rescheduledFields(services, before, when, community),
  });

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
