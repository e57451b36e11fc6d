import type { Telegram } from 'telegraf';
import type { SendTarget } from '../api/send-target.ts';

/** Milliseconds until the chat shows that the bot is typing. */
const typingDelayMs = 700;

/** What the person's client shows while they wait: "typing", or the progress of a pressed button. */
export interface PressAnswer {
  /** Whether a button was pressed. */
  isPress: boolean;
  /** Whether a button was pressed and its query is not answered yet: only then a pop-up can be shown. */
  isPending(): boolean;
  /** Answers the button's query, if it is pending. @param popUp text of a pop-up; none by default */
  answer(popUp?: string): Promise<void>;
  /** Keeps "typing" from being shown. */
  cancelTyping(): void;
}

export function createPressAnswer(
  telegram: Telegram,
  { platformId, threadId }: SendTarget,
  queryId: string | undefined,
): PressAnswer {
  let isPending = queryId !== undefined;
  const typing = setTimeout(() => {
    telegram
      .callApi('sendChatAction', {
        chat_id: platformId,
        action: 'typing',
        ...(threadId === '' ? {} : { message_thread_id: Number(threadId) }),
      })
      .catch(() => undefined);
  }, typingDelayMs);
  const cancelTyping = () => clearTimeout(typing);
  return {
    isPress: queryId !== undefined,
    isPending: () => isPending,
    cancelTyping,
    async answer(popUp) {
      cancelTyping();
      if (!isPending || queryId === undefined) return;
      isPending = false;
      await telegram.answerCbQuery(queryId, popUp, { show_alert: popUp !== undefined });
    },
  };
}
