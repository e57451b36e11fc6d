import { recordAudit } from '../../context/audit.ts';
import { type CommandContext, requireCommunity } from '../../context/command-context.ts';
import type { Chat } from '../../database/generated/client.ts';
import type { Topic } from '../../database/generated/enums.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { addSubscription, listFollowedTopics, removeSubscription } from './repository.ts';

/** Makes a chat follow or stop, and writes it down where it is no private chat. @returns whether that changed anything */
export async function setSubscription(
  call: CommandContext,
  chat: Chat,
  topic: Topic,
  follows: boolean,
): Promise<boolean> {
  const community = requireCommunity(call);
  return call.db.$transaction(async (tx) => {
    const change = follows ? addSubscription : removeSubscription;
    const isChanged = await change(tx, chat, community.id, topic);
    if (isChanged && chat.kind !== 'private') {
      await recordAudit(tx, {
        communityId: community.id,
        accountId: call.account.id,
        action: follows ? 'topic.subscribe' : 'topic.unsubscribe',
        details: { topic, chat: chat.title },
      });
    }
    return isChanged;
  });
}

/**
 * Turns a topic on or off for the chat of this call.
 * @throws Refusal in a group, for whom the platform does not let manage it
 */
export async function toggleSubscription(call: CommandContext, topic: Topic): Promise<void> {
  if (!(await call.canManageChat())) throw new UserError('kit.refused.platform');
  const now = await listFollowedTopics(call.db, call.chat.id, requireCommunity(call).id);
  await setSubscription(call, call.chat, topic, !now.has(topic));
}
