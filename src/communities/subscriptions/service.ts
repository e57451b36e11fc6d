import { recordAudit } from '../../context/audit.ts';
import { requireCommunity } from '../../context/command-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Chat } from '../../database/generated/client.ts';
import type { Topic } from '../../database/generated/enums.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { getOrCreatePickedChat, type PickedChat } from '../chats/picked-chat.ts';
import { addSubscription, listFollowedTopics, removeSubscription } from './repository.ts';

type SubscriptionRequest = Pick<RequestContext, 'db' | 'account' | 'community'>;
type ChatRequest = SubscriptionRequest & Pick<RequestContext, 'chat' | 'canManageChat'>;

export interface SubscriptionChange {
  chat: Chat;
  /** Permissions that the bot lacks in the chat; when there are any, nothing was changed. */
  missingPermissions: readonly string[];
  isChanged: boolean;
}

/** Subscribes a chat or unsubscribes it; audited unless it is a private chat. @returns whether anything changed */
async function setSubscription(
  request: SubscriptionRequest,
  chat: Chat,
  topic: Topic,
  follows: boolean,
): Promise<boolean> {
  const community = requireCommunity(request);
  return request.db.$transaction(async (tx) => {
    const change = follows ? addSubscription : removeSubscription;
    const isChanged = await change(tx, chat, community.id, topic);
    if (isChanged && chat.kind !== 'private') {
      await recordAudit(tx, {
        communityId: community.id,
        accountId: request.account.id,
        action: follows ? 'topic.subscribe' : 'topic.unsubscribe',
        details: { topic, chat: chat.title },
      });
    }
    return isChanged;
  });
}

/**
 * Subscribes a chat to a topic or unsubscribes it.
 * @param picked the chat; by default the one of the request
 * @throws UserError when the platform does not let the account manage the chat of the request
 */
export async function changeSubscription(
  request: ChatRequest & Pick<RequestContext, 'platformPermissions'>,
  topic: Topic,
  picked: PickedChat | undefined,
  follows: boolean,
): Promise<SubscriptionChange> {
  if (!picked && !(await request.canManageChat())) throw new UserError('kit.refused.platform');
  const chat = picked ? await getOrCreatePickedChat(request, picked) : request.chat;
  const missingPermissions = follows
    ? await request.platformPermissions[chat.platform].missingPermissions({
        platformId: chat.platformId,
        threadId: chat.threadId,
        isPrivate: chat.kind === 'private',
      })
    : [];
  const isChanged =
    missingPermissions.length === 0 && (await setSubscription(request, chat, topic, follows));
  return { chat, missingPermissions, isChanged };
}

/**
 * Subscribes the chat of the request to a topic, or unsubscribes it when it is subscribed.
 * @throws UserError when the platform does not let the account manage the chat
 */
export async function toggleSubscription(request: ChatRequest, topic: Topic): Promise<void> {
  if (!(await request.canManageChat())) throw new UserError('kit.refused.platform');
  const followed = await listFollowedTopics(
    request.db,
    request.chat.id,
    requireCommunity(request).id,
  );
  await setSubscription(request, request.chat, topic, !followed.has(topic));
}
