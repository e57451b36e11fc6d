import type { CallbackQuery } from 'telegraf/types';
import type { Actor } from '../../src/kit/adapter/actor.ts';
import type { MessageReader } from '../../src/message/reader.ts';
import type { BotDependencies } from '../bot.ts';
import type { TelegramClient } from './api/client.ts';
import { handleOf } from './read/ephemeral.ts';
import { hasButton, readTelegramActor, readTopicId } from './read/message.ts';
import type { ResponderQueue } from './send/responder-queue.ts';

export interface PressHandlerOptions extends Pick<BotDependencies, 'localizers' | 'now'> {
  dispatcher: Pick<BotDependencies['dispatcher'], 'pressButton'>;
  telegram: Pick<TelegramClient, 'answerCbQuery'>;
  responders: ResponderQueue;
  readerOf(actor: Actor): Promise<MessageReader>;
}

/** Passes button presses to the dispatcher. */
export function createPressHandler(options: PressHandlerOptions) {
  const { telegram, dispatcher, localizers, responders, readerOf, now } = options;
  return async (query: CallbackQuery): Promise<void> => {
    const actedAt = now();
    const message = query.message;
    if (!('data' in query)) return;
    // A press on a message that was sent through inline mode: there is none that the bot could have sent.
    if (!message) {
      await telegram.answerCbQuery(query.id);
      return;
    }
    const actor = readTelegramActor(query.from, message.chat, readTopicId(message));
    if (!actor) return;
    const isButtonKnown = hasButton(message, query.data);
    await responders.enqueue(actor, async () => {
      if (isButtonKnown === false) {
        const { locale } = await readerOf(actor);
        await telegram.answerCbQuery(query.id, localizers[locale].t('kit.errors.oldButton'));
        return;
      }
      const press = {
        queryId: query.id,
        message: handleOf(message, actor),
        mayEdit: isButtonKnown === true,
      };
      await responders.respond(actor, { actedAt, mayBePrivate: true, press }, (responder) =>
        dispatcher.pressButton(query.data, actor, responder, `press ${query.id}`),
      );
    });
  };
}
