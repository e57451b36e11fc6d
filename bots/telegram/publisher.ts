import type { Telegram } from 'telegraf';
import type { Outcome, Publisher } from '../../src/delivery/publisher.ts';
import { faultOf } from './faults.ts';
import { editPart, sendPart } from './send.ts';
import { type TelegramPart, writeTelegram } from './write.ts';

async function outcomeOf<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, ...faultOf(error) };
  }
}

/** A part that is no longer there (an edit made a message shorter) keeps its place with a mark. */
const partAt = (parts: readonly TelegramPart[], index: number): TelegramPart =>
  parts[index] ?? { text: '—', keyboard: [] };

const isGone =
  /message (to delete|can't be deleted|to edit) not found|message to delete not found/i;

export function telegramPublisher(telegram: () => Telegram): Publisher {
  return {
    platform: 'telegram',
    repeatsSafely: false,
    parts: (message, reader) => writeTelegram(message, reader).length,
    sendPart: (target, message, reader, part) =>
      outcomeOf(async () =>
        String(await sendPart(telegram(), target, partAt(writeTelegram(message, reader), part))),
      ),
    editPart: (target, messageId, message, reader, part) =>
      outcomeOf(async () =>
        String(
          await editPart(
            telegram(),
            target,
            Number(messageId),
            partAt(writeTelegram(message, reader), part),
          ),
        ),
      ),
    async removePart(target, messageId) {
      const outcome = await outcomeOf(() =>
        telegram().deleteMessage(target.platformId, Number(messageId)),
      );
      if (outcome.ok || (outcome.fault === 'refused' && isGone.test(outcome.reason))) {
        return { ok: true, value: undefined };
      }
      return outcome;
    },
  };
}
