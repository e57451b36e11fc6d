import type { Chat } from '../database/generated/client.ts';
import type { Topic } from '../database/generated/enums.ts';
import { Refusal } from '../kit/command.ts';
import { audit } from './audit.ts';
import { type Call, communityOf } from './call.ts';
import { follow, followed, unfollow } from './subscriptions.ts';

/** Makes a chat follow or stop, and writes it down where it is no private chat. @returns whether that changed anything */
export async function setTopic(
  call: Call,
  chat: Chat,
  topic: Topic,
  follows: boolean,
): Promise<boolean> {
  const community = communityOf(call);
  return call.db.$transaction(async (tx) => {
    const change = follows ? follow : unfollow;
    const isChanged = await change(tx, chat, community.id, topic);
    if (isChanged && chat.kind !== 'private') {
      await audit(tx, {
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
export async function toggleTopic(call: Call, topic: Topic): Promise<void> {
  if (!(await call.managesChat())) throw new Refusal('kit.refused.platform');
  const now = await followed(call.db, call.chat.id, communityOf(call).id);
  await setTopic(call, call.chat, topic, !now.has(topic));
}
