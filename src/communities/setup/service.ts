import { type CommandContext, requireCommunity } from '../../context/command-context.ts';
import type { SetupItem } from '../../context/roles/platform-permissions.ts';
import type { Chat } from '../../database/generated/client.ts';
import { chatAddressOf } from '../../delivery/worker/attempt.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { Locale } from '../../language/locale.ts';
import type { Message } from '../../message/message.ts';

/** Most chats that are shown: each has a button. */
const maxChats = 20;

type SetupContext = Pick<
  CommandContext,
  'db' | 'community' | 'platformPermissions' | 'publications'
>;

/** One chat of a community, and what could be set up for the bot there. */
export interface ChatSetup {
  chat: Chat;
  /** Undefined when the platform did not answer. */
  items: readonly SetupItem[] | undefined;
}

export interface CommunitySetup {
  chats: readonly ChatSetup[];
  /** Chats beyond the most that are shown. */
  others: number;
}

const chatsOf = (communityId: string) => ({
  kind: { not: 'private' as const },
  connection: { communityId },
});

/** What the bot can do in each chat of the community, asked of the platforms now. */
export async function describeCommunitySetup(context: SetupContext): Promise<CommunitySetup> {
  const { db, platformPermissions } = context;
  const { id } = requireCommunity(context);
  const chats = await db.chat.findMany({
    where: chatsOf(id),
    orderBy: [{ platform: 'asc' }, { title: 'asc' }, { id: 'asc' }],
  });
  const shown = chats.slice(0, maxChats);
  return {
    chats: await Promise.all(
      shown.map(async (chat) => ({
        chat,
        items: await platformPermissions[chat.platform]
          .describeSetup(chatAddressOf(chat))
          .catch(() => undefined),
      })),
    ),
    others: chats.length - shown.length,
  };
}

/**
 * Publishes a test message to one chat of the community.
 * @throws UserError when the chat is none of its chats any more
 */
export async function publishSetupTest(
  context: SetupContext,
  chatId: string,
  compose: (locale: Locale) => Message,
): Promise<Chat> {
  const { db, publications } = context;
  const { id: communityId, locale } = requireCommunity(context);
  return db.$transaction(async (tx) => {
    const chat = await tx.chat.findFirst({ where: { id: chatId, ...chatsOf(communityId) } });
    if (!chat) throw new UserError('setup.gone');
    await publications.publish(tx, {
      kind: 'notice',
      communityId,
      audience: { to: 'chats', chatIds: [chat.id] },
      messages: { en: compose('en'), vi: compose('vi') },
      locale,
    });
    return chat;
  });
}
