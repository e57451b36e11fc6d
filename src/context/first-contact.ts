import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../database/generated/client.ts';
import type { AccountWithPerson } from './accounts.ts';
import type { ChatWithConnection } from './request-context.ts';

export interface FirstContact {
  /** With the id that its row shall have; the person gets a new one. */
  account: AccountWithPerson;
  /** Stored with them when it is the account's private chat. */
  chat: ChatWithConnection;
  /** The community that the person becomes a member of. */
  communityId: string | undefined;
}

/**
 * Stores somebody who was never seen in one statement: the person, the account, and the private chat or membership.
 * @returns what was stored, or undefined when the account or its private chat exists already; the account may have
 * been stored then
 */
export async function storeFirstContact(
  db: PrismaClient,
  { account, chat, communityId }: FirstContact,
): Promise<Pick<FirstContact, 'account' | 'chat'> | undefined> {
  const isPrivate = chat.kind === 'private';
  // Not the transient id: the buffer of new members may be writing that one, and each would wait for the other.
  const personId = randomUUID();
  const [stored] = await db.$queryRaw<{ at: Date; hasChat: boolean }[]>`
    WITH account AS (
      INSERT INTO "Account" ("id", "personId", "platform", "platformId", "name", "username", "locale")
      VALUES (${account.id}::uuid, ${personId}::uuid, ${account.platform}::"Platform",
        ${account.platformId}, ${account.name}, ${account.username}, ${account.locale})
      ON CONFLICT DO NOTHING RETURNING "id", "personId", "createdAt"
    ), person AS (
      INSERT INTO "Person" ("id") SELECT "personId" FROM account
    ), chat AS (
      INSERT INTO "Chat" ("id", "platform", "platformId", "threadId", "kind", "title", "accountId")
      SELECT ${chat.id}::uuid, ${chat.platform}::"Platform", ${chat.platformId}, ${chat.threadId},
        ${chat.kind}::"ChatKind", ${chat.title}, "id"
      FROM account WHERE ${isPrivate}
      ON CONFLICT DO NOTHING RETURNING "id"
    ), member AS (
      INSERT INTO "Membership" ("personId", "communityId")
      SELECT a."personId", c."id" FROM account a, "Community" c WHERE c."id" = ${communityId ?? null}::uuid
    )
    SELECT "createdAt" AS "at", EXISTS (SELECT FROM chat) AS "hasChat" FROM account`;
  if (!stored || (isPrivate && !stored.hasChat)) return undefined;
  const { at } = stored;
  const person = { ...account.person, id: personId, createdAt: at };
  return { account: { ...account, personId, createdAt: at, linkedAt: at, person }, chat };
}
