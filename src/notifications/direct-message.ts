import type { CommandContext } from '../context/command-context.ts';
import type { Chat, Prisma } from '../database/generated/client.ts';
import type { NewPublication, Transaction } from '../delivery/publications.ts';
import { type Translator, translators } from '../language/catalogue.ts';
import type { Message } from '../message/message.ts';

/** The private chat of an account, made when nobody spoke there yet. */
export async function getOrCreatePrivateChat(
  tx: Prisma.TransactionClient,
  accountId: string,
): Promise<Chat> {
  const { platform, platformId, name } = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
  });
  // In one statement: a failure would end the transaction.
  await tx.chat.createMany({
    data: [{ platform, platformId, kind: 'private', title: name, accountId }],
    skipDuplicates: true,
  });
  return tx.chat.findUniqueOrThrow({
    where: { platform_platformId_threadId: { platform, platformId, threadId: '' } },
  });
}

/** How something is told that cannot wait, is of no use later, or goes with an alert. */
export type DirectMessageOptions = Pick<NewPublication, 'lane' | 'urgent' | 'notAfter' | 'alertId'>;

/**
 * Writes to one account in private, in its reader's language, in the transaction of what it is about.
 * @returns the publication's id
 */
export async function sendDirectMessage(
  call: Pick<CommandContext, 'publications' | 'community' | 'locale'>,
  tx: Transaction,
  accountId: string,
  compose: (words: Translator) => Message,
  options: DirectMessageOptions = {},
): Promise<string> {
  const chat = await getOrCreatePrivateChat(tx, accountId);
  return call.publications.publish(tx, {
    ...options,
    ...(call.community ? { communityId: call.community.id } : {}),
    kind: 'notice',
    audience: { to: 'chats', chatIds: [chat.id] },
    messages: { en: compose(translators.en), vi: compose(translators.vi) },
    locale: call.locale,
  });
}
