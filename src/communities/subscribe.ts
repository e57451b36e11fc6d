import type { Topic } from '../database/generated/enums.ts';
import { Refusal } from '../kit/command.ts';
import { list, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { Call } from './call.ts';
import { chatOf, type PickedChat } from './pick.ts';
import { setTopic } from './toggle.ts';

/** `subscribe` and `unsubscribe`: this chat or a chosen one follows a topic or stops; what the bot lacks there is named. */
export async function subscribe(
  call: Call,
  topic: Topic,
  picked: PickedChat | undefined,
  follows: boolean,
): Promise<Message> {
  const { t } = call;
  if (!picked && !(await call.managesChat())) throw new Refusal('kit.refused.platform');
  const chat = picked ? await chatOf(call, picked) : call.chat;
  const missing = follows
    ? await call.powers[chat.platform].missing({
        platformId: chat.platformId,
        threadId: chat.threadId,
        isPrivate: chat.kind === 'private',
      })
    : [];
  if (missing.length > 0) {
    return message(
      [
        paragraph(t('communities.missing', { chat: chat.title })),
        list(missing.map((key) => t(`permissions.${key}`))),
      ],
      { tone: 'refusal' },
    );
  }
  const isChanged = await setTopic(call, chat, topic, follows);
  const key = `communities.${follows ? (isChanged ? 'subscribed' : 'already') : isChanged ? 'unsubscribed' : 'notSubscribed'}`;
  const place = chat.kind === 'private' ? t('communities.thisPrivateChat') : chat.title;
  return message([paragraph(t(key, { chat: place, topic: t(`topics.${topic}`) }))], {
    tone: isChanged ? 'success' : 'plain',
  });
}
