import type { Message } from 'telegraf/types';
import type { RawValue } from '../../../src/kit/define/raw-value.ts';
import { visibleText } from './plain-text.ts';

/** Supergroups and channels go by a number behind this; only their messages have links. Source: Telegram, "Bot API Dialog IDs". */
const linkablePrefix = '-100';

function linkTo(chatId: string, messageId: number): { link?: string } {
  if (!chatId.startsWith(linkablePrefix)) return {};
  return { link: `https://t.me/c/${chatId.slice(linkablePrefix.length)}/${messageId}` };
}

/**
 * The message that a command replies to. None for an ephemeral one, which has no id of its own, and in a topic, where
 * every message that replies to no other one replies to the message that opened the topic.
 */
export function readRepliedMessage(message: Message): RawValue | undefined {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  if (!replied || replied.message_id === 0 || 'forum_topic_created' in replied) return undefined;
  const chatId = String(message.chat.id);
  const author = 'sender_chat' in replied ? undefined : replied.from;
  return {
    kind: 'message',
    platformId: String(replied.message_id),
    chatId,
    name: visibleText(replied).trim(),
    ...linkTo(chatId, replied.message_id),
    ...(author ? { authorId: String(author.id) } : {}),
  };
}
