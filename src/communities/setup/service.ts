import { requireCommunity } from '../../context/command-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { SetupItem } from '../../context/roles/platform-permissions.ts';
import type { Chat, Connection } from '../../database/generated/client.ts';
import type { NewPublication, Publications } from '../../delivery/publications.ts';
import { chatAddressOf } from '../../delivery/worker/attempt.ts';
import { UserError } from '../../kit/define/user-error.ts';

/** Most chats that are shown: each has a button. */
const maxChats = 20;

type SetupRequest = Pick<RequestContext, 'db' | 'community' | 'platformPermissions'>;

/** One chat of a community, and what could be set up for the bot there. */
export interface ChatSetup {
  chat: Chat;
  /** Undefined when the platform did not answer. */
  items: readonly SetupItem[] | undefined;
}

/** A server or a group as a whole, and what could be set up for the bot there. */
export interface SpaceSetup {
  space: Connection;
  items: readonly SetupItem[];
}

export interface CommunitySetup {
  chats: readonly ChatSetup[];
  /** Chats beyond the most that are shown. */
  others: number;
  /** Whether its members may send events by inline mode, which the bot's owner has not turned on. */
  lacksInlineMode: boolean;
}

const chatsOf = (communityId: string) => ({
  kind: { not: 'private' as const },
  connection: { communityId },
});

/** What the bot can do in each chat of the community, asked of the platforms now. */
export async function describeCommunitySetup(request: SetupRequest): Promise<CommunitySetup> {
  const { db, platformPermissions } = request;
  const { id, hasInlineCards } = requireCommunity(request);
  const inlineMode = hasInlineCards ? await platformPermissions.telegram.inlineMode() : undefined;
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
    lacksInlineMode: inlineMode?.isSwitchedOn === false,
  };
}

/**
 * Publishes a test message to one chat of the community.
 * @throws UserError when the chat is none of its chats any more
 */
export async function publishSetupTest(
  request: Pick<RequestContext, 'db' | 'community'>,
  publications: Publications,
  chatId: string,
  messages: NewPublication['messages'],
): Promise<Chat> {
  const { id: communityId, locale } = requireCommunity(request);
  return request.db.$transaction(async (tx) => {
    const chat = await tx.chat.findFirst({ where: { id: chatId, ...chatsOf(communityId) } });
    if (!chat) throw new UserError('setup.gone');
    await publications.publish(tx, {
      kind: 'notice',
      communityId,
      audience: { to: 'chats', chatIds: [chat.id] },
      messages,
      locale,
    });
    return chat;
  });
}
