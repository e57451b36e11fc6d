import type { CommandContext } from '../../context/command-context.ts';
import type { Topic } from '../../database/generated/enums.ts';
import { list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { SubscriptionChange } from './service.ts';

const resultKey = (follows: boolean, isChanged: boolean): string => {
  if (follows) return isChanged ? 'subscribed' : 'already';
  return isChanged ? 'unsubscribed' : 'notSubscribed';
};

/** The result of `subscribe` and `unsubscribe`, or the permissions that the bot lacks. */
export function subscriptionMessage(
  { t }: Pick<CommandContext, 't'>,
  { chat, missingPermissions, isChanged }: SubscriptionChange,
  topic: Topic,
  follows: boolean,
): Message {
  if (missingPermissions.length > 0) {
    return message(
      [
        paragraph(t('communities.missing', { chat: chat.title })),
        list(missingPermissions.map((key) => t(`permissions.${key}`))),
      ],
      { tone: 'refusal' },
    );
  }
  const title = chat.kind === 'private' ? t('communities.thisPrivateChat') : chat.title;
  const key = `communities.${resultKey(follows, isChanged)}`;
  return message([paragraph(t(key, { chat: title, topic: t(`topics.${topic}`) }))], {
    tone: isChanged ? 'success' : 'plain',
  });
}
