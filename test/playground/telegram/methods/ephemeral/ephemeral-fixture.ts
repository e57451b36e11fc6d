import { z } from 'zod';
import type { LocalTelegramOptions } from '../../../../../playground/telegram/index.ts';
import { botRequests, messageShape } from '../../bot-requests.ts';
import { LINH, SUPERGROUP, startTelegram } from '../../telegraf-fixture.ts';

const pressShape = z.looseObject({
  callback_query: z.looseObject({ id: z.string(), message: messageShape }),
});
const writtenShape = z.looseObject({ message: messageShape });

/** A supergroup where the bot is an ordinary member, and a clock that a test advances. */
export async function openGroup(options: Partial<LocalTelegramOptions> = {}) {
  let time = Date.parse('2026-11-24T02:00:00Z');
  const telegram = await startTelegram({ now: () => time, ...options });
  const bot = botRequests(telegram);
  const place = String(SUPERGROUP);
  const chat_id = SUPERGROUP;
  return {
    telegram,
    bot,
    place,
    advance(milliseconds: number) {
      time += milliseconds;
    },
    /** Linh presses a button; the query's id and the pressed message. */
    async press(label = 'Go') {
      await bot.call('sendMessage', {
        chat_id,
        text: 'Choose',
        reply_markup: { inline_keyboard: [[{ text: label, callback_data: 'go' }]] },
      });
      await telegram.driver.pressButton('linh', place, label);
      return pressShape.parse((await bot.updates()).at(-1)).callback_query;
    },
    /** Linh sends `/mine`, which the menu marks as ephemeral. */
    async command(text = '/mine') {
      await bot.call('setMyCommands', {
        commands: [{ command: 'mine', description: 'Yours', is_ephemeral: true }],
        scope: { type: 'all_group_chats' },
      });
      await telegram.driver.sendMessage('linh', place, text);
      return writtenShape.parse((await bot.updates()).at(-1)).message;
    },
    /** What a bot of 10.3 sends to Linh alone. */
    privately: (parameters: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) => ({
      chat_id,
      text: 'secret',
      ephemeral_message_parameters: { receiver_user_id: LINH, ...parameters },
      ...rest,
    }),
    /** The texts that a person sees in the group; those for them alone in brackets. */
    sees: (actor: string) =>
      telegram.driver.messages(actor, place).map(({ body, private: isPrivate }) => {
        const text = body.map((span) => span.text).join('');
        return isPrivate ? `(${text})` : text;
      }),
    published: () => telegram.publishedIn(SUPERGROUP).map(({ text }) => text),
  };
}
