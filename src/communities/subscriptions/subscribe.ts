import type { CommandContext } from '../../context/command-context.ts';
import type { Topic } from '../../database/generated/enums.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { getOrCreatePickedChat, type PickedChat } from '../arguments.ts';
import { setSubscription } from './service.ts';

/** `subscribe` and `unsubscribe`: this chat or a chosen one follows a topic or stops; what the bot lacks there is named. */
export async function changeSubscription(
  call: CommandContext,
  topic: Topic,
  picked: PickedChat | undefined,
  follows: boolean,
): Promise<Message> {
  const { t } = call;
  if (!picked && !(await call.canManageChat())) throw new UserError('kit.refused.platform');
  const chat = picked ? await getOrCreatePickedChat(call, picked) : call.chat;
  const missing = follows
    ? await call.platformPermissions[chat.platform].missingPermissions({
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
  const isChanged = await setSubscription(call, chat, topic, follows);
  const key = `communities.${follows ? (isChanged ? 'subscribed' : 'already') : isChanged ? 'unsubscribed' : 'notSubscribed'}`;
  const place = chat.kind === 'private' ? t('communities.thisPrivateChat') : chat.title;
  return message([paragraph(t(key, { chat: place, topic: t(`topics.${topic}`) }))], {
    tone: isChanged ? 'success' : 'plain',
  });
}
