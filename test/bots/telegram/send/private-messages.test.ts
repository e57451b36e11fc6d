import { TelegramError } from 'telegraf';
import { expect, test } from 'vitest';
import type { PressAnswer } from '../../../../bots/telegram/send/press-answer.ts';
import { createPrivateMessages } from '../../../../bots/telegram/send/private-messages.ts';
import { message, paragraph, textMessage } from '../../../../src/message/build.ts';
import type { Message } from '../../../../src/message/message.ts';

const textOf = ({ blocks }: Message): string =>
  blocks
    .map((block) =>
      block.kind === 'paragraph'
        ? block.content.map((inline) => (inline.kind === 'time' ? '' : inline.text)).join('')
        : '',
    )
    .join(' / ');

function createFixture({ isClosed = false, isPress = false } = {}) {
  const calls: string[] = [];
  let isPending = isPress;
  const press: PressAnswer = {
    isPress,
    isPending: () => isPending,
    async answer(popUp) {
      if (!isPending) return;
      isPending = false;
      calls.push(`pop-up: ${popUp}`);
    },
    cancelTyping: () => undefined,
  };
  const sent = { update: async (next: Message) => void calls.push(`update: ${textOf(next)}`) };
  const privately = createPrivateMessages({
    botName: 'callboard_bot',
    localizer: { t: (key: string) => key },
    press,
    async replyHere(next) {
      calls.push(`group: ${textOf(next)}`);
      return sent;
    },
    ownChat: {
      render: () => [],
      async send(next) {
        if (isClosed)
          throw new TelegramError({
            error_code: 403,
            description: "Forbidden: bot can't initiate conversation with a user",
          });
        calls.push(`private: ${textOf(next)}`);
        return sent;
      },
      replace: async () => sent,
    },
    name: 'Linh',
  });
  return { privately, calls };
}

const long = message([paragraph('You are going.'), paragraph('See you there.')]);

test('sends to the own chat and points there in the group', async () => {
  const { privately, calls } = createFixture();
  await privately.sendPrivately(long);
  expect(calls).toEqual([
    'private: You are going. / See you there.',
    'group: kit.answeredPrivately',
  ]);
});

test('says in the group how to open a closed chat', async () => {
  const { privately, calls } = createFixture({ isClosed: true });
  await privately.sendPrivately(long);
  expect(calls).toEqual(['group: kit.openPrivate']);
});

test('answers a press personally with a pop-up if the message is short', async () => {
  const { privately, calls } = createFixture({ isPress: true });
  const sent = await privately.sendPersonally(textMessage('You are going.'));
  await sent.update(textMessage('You are not going.'));
  expect(calls).toEqual(['pop-up: You are going.', 'private: You are not going.']);
});

test('answers a press personally in the own chat, with the beginning as a pop-up', async () => {
  const { privately, calls } = createFixture({ isPress: true });
  await privately.sendPersonally(long);
  expect(calls).toEqual(['private: You are going. / See you there.', 'pop-up: You are going.']);
});

test('answers a press with the beginning alone if the chat is closed', async () => {
  const { privately, calls } = createFixture({ isPress: true, isClosed: true });
  await privately.sendPersonally(long);
  expect(calls).toEqual(['pop-up: You are going.']);
});

test('answers personally in the group with the name if nothing else is possible', async () => {
  const { privately, calls } = createFixture({ isClosed: true });
  await privately.sendPersonally(textMessage('You are going.'));
  expect(calls).toEqual(['group: Linh: / You are going.']);
});
