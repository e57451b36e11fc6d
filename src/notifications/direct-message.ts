import type { CommandContext } from '../context/command-context.ts';
import type { Account, Chat, Community, Prisma } from '../database/generated/client.ts';
import type { NewPublication, Publications, Transaction } from '../delivery/publications.ts';
import { type Translator, translators } from '../language/catalogue.ts';
import type { Message } from '../message/message.ts';

/** The private chats of accounts, created where there are none. */
export async function getOrCreatePrivateChats(
  tx: Prisma.TransactionClient,
  accounts: readonly Pick<Account, 'id' | 'platform' | 'platformId' | 'name'>[],
): Promise<Chat[]> {
  // One statement that cannot fail: an error would abort the transaction.
  await tx.chat.createMany({
    data: accounts.map(({ id: accountId, platform, platformId, name: title }) => ({
      ...{ platform, platformId, title, accountId },
      kind: 'private' as const,
    })),
    skipDuplicates: true,
  });
  return tx.chat.findMany({
    where: {
      OR: accounts.map(({ platform, platformId }) => ({ platform, platformId, threadId: '' })),
    },
  });
}

/** The private chat of an account, created when there is none. */
export async function getOrCreatePrivateChat(
  tx: Prisma.TransactionClient,
  accountId: string,
): Promise<Chat> {
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  const [chat] = await getOrCreatePrivateChats(tx, [account]);
  if (!chat) throw new Error(`account ${accountId} has no private chat`);
  return chat;
}

/** Delivery options: priority, whether it ignores quiet hours, when it expires, and what it is about. */
export type DirectMessageOptions = Pick<
  NewPublication,
  'priority' | 'ignoresQuietHours' | 'expiresAt' | 'origin'
>;

/**
 * Publishes a message to an account's private chat, in the transaction of the change that it is about.
 * @returns the publication's id
 */
export async function sendDirectMessage(
  sender: Pick<CommandContext, 'publications' | 'community' | 'locale'>,
  tx: Transaction,
  accountId: string,
  compose: (translator: Translator) => Message,
  options: DirectMessageOptions = {},
): Promise<string> {
  const chat = await getOrCreatePrivateChat(tx, accountId);
  return sender.publications.publish(tx, {
    ...options,
    ...(sender.community ? { communityId: sender.community.id } : {}),
    kind: 'notice',
    audience: { to: 'chats', chatIds: [chat.id] },
    messages: { en: compose(translators.en), vi: compose(translators.vi) },
    locale: sender.locale,
  });
}

/** The same message of a community to several accounts, in the community's language where a reader has none. */
export async function sendDirectMessages(
  { publications, community }: { publications: Publications; community: Community },
  tx: Transaction,
  accounts: readonly Pick<Account, 'id'>[],
  compose: (translator: Translator) => Message,
): Promise<void> {
  const sender = { publications, community, locale: community.locale };
  for (const { id } of accounts) await sendDirectMessage(sender, tx, id, compose);
}
