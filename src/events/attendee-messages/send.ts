import { recordAudit } from '../../context/audit.ts';
import type { Account, Community, Event, PrismaClient } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import type { RecipientLookup } from '../../notifications/recipients.ts';
import { type AttendeeGroup, findAttendees } from './recipients.ts';

/** What organisers write to people who answered an event. */
export interface AttendeeMessage {
  group: AttendeeGroup;
  text: string;
}

/** Sends messages of organisers, within the transaction that records them. */
export interface AttendeeNotices {
  /** @returns the id of the publication */
  written(
    tx: Transaction,
    event: Event,
    written: AttendeeMessage,
    recipients: { community: Community; personIds: readonly string[] },
  ): Promise<string>;
}

export interface SendServices extends RecipientLookup {
  db: PrismaClient;
  account: Pick<Account, 'id'>;
  notices: AttendeeNotices;
}

export interface SentToAttendees {
  publicationId: string;
  /** To how many people it is sent, and how many the bot cannot write to. */
  people: number;
  unreachable: number;
}

/**
 * Writes to each of a group in private.
 * @throws UserError when nobody of them can be reached
 */
export async function sendToAttendees(
  { db, platformPermissions, account, notices }: SendServices,
  event: Event,
  written: AttendeeMessage,
): Promise<SentToAttendees> {
  const { id, communityId, title } = event;
  const { group } = written;
  return db.$transaction(async (tx) => {
    const found = await findAttendees({ db: tx, platformPermissions }, id, group);
    const { reachable: personIds, unreachable } = found;
    if (personIds.length === 0) throw new UserError('events.toAttendees.nobody');
    await ensurePrivateChats(tx, personIds);
    const community = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    const publicationId = await notices.written(tx, event, written, { community, personIds });
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: 'event.message',
      details: { event: id, title, group, people: personIds.length },
    });
    return { publicationId, people: personIds.length, unreachable: unreachable.length };
  });
}
