import type { Chat } from '../../database/generated/client.ts';
import type { Translator } from '../../language/catalogue.ts';
import { list, message, paragraph } from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import { closedReasonKey } from './closed-reason.ts';

/** Chats named in one message. */
const maxNamed = 10;

type ClosedChat = Pick<Chat, 'title' | 'platform' | 'closedReason'>;

/** Closed chats by reason, with what to do about each. */
export function closedChatsMessage(
  { t }: Pick<Translator, 't'>,
  chats: readonly ClosedChat[],
): Message {
  const [only] = chats;
  const label = ({ title, platform }: ClosedChat): string =>
    t('delivery.chat', { title, platform: t(`platforms.${platform}`) });
  const byReason = Map.groupBy(chats, ({ closedReason }) => closedReasonKey(closedReason));
  const blocks = [...byReason].flatMap(([reason, those]): Block[] => {
    const remedy = paragraph(t(`delivery.closedBecause.${reason}`));
    if (chats.length === 1) return [remedy];
    const unnamed = those.length - maxNamed;
    return [
      list([
        ...those.slice(0, maxNamed).map(label),
        ...(unnamed > 0 ? [t('delivery.closedMore', { count: unnamed })] : []),
      ]),
      remedy,
    ];
  });
  const summary =
    only && chats.length === 1
      ? t('delivery.closed', { chat: only.title, platform: t(`platforms.${only.platform}`) })
      : t('delivery.closedSeveral', { count: chats.length });
  return message([paragraph(summary), ...blocks], { tone: 'warning' });
}
