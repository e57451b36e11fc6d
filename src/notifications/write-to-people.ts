import { type NewAuditEntry, recordAudit } from '../context/audit.ts';
import type { Account, Prisma, PrismaClient } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { UserError } from '../kit/define/user-error.ts';
import { ensurePrivateChats } from './private-chats.ts';
import { findRecipients, type RecipientLookup } from './recipients.ts';

export interface WriteServices extends RecipientLookup {
  db: PrismaClient;
  account: Pick<Account, 'id'>;
}

export interface SentToPeople {
  publicationId: string;
  /** To how many people it is sent, and how many the bot cannot write to. */
  people: number;
  unreachable: number;
}

/** What organisers write to people in private. */
export interface Writing {
  to: Prisma.PersonWhereInput;
  audit: Pick<NewAuditEntry, 'communityId' | 'action' | 'details'>;
  /** Publishes it within the transaction. @returns the id of the publication */
  publish(tx: Transaction, personIds: readonly string[]): Promise<string>;
}

/**
 * Writes to each of some people in private, and records how many.
 * @throws UserError when nobody of them can be reached
 */
export async function writeToPeople(
  { db, platformPermissions, account }: WriteServices,
  { to, audit, publish }: Writing,
): Promise<SentToPeople> {
  return db.$transaction(async (tx) => {
    const { reachable, unreachable } = await findRecipients({ db: tx, platformPermissions }, to);
    const people = reachable.length;
    if (people === 0) throw new UserError('writing.nobody');
    await ensurePrivateChats(tx, reachable);
    const publicationId = await publish(tx, reachable);
    await recordAudit(tx, {
      ...audit,
      accountId: account.id,
      details: { ...audit.details, people },
    });
    return { publicationId, people, unreachable: unreachable.length };
  });
}
