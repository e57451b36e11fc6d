import type { Logger } from 'pino';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import { memoizePerMessage } from '../../../src/message/memoize-per-message.ts';
import type { MessageReader } from '../../../src/message/reader.ts';
import type { BotDependencies } from '../../bot.ts';
import type { KeyedQueue } from '../../shared/keyed-queue.ts';
import type { TelegramClient } from '../api/client.ts';
import type { EphemeralDependencies } from '../ephemeral/opener.ts';
import { renderTelegramMessages } from '../write/message.ts';
import { answerFeatures } from '../write/reader.ts';
import type { TelegramRenderer } from './chat-output.ts';
import {
  createTelegramResponder,
  type TelegramResponder,
  type TelegramResponderOptions,
} from './responder.ts';

export interface ResponderQueueOptions
  extends Pick<BotDependencies, 'localizers'>,
    EphemeralDependencies {
  telegram: TelegramClient;
  botName(): string;
  queue: KeyedQueue;
  readerOf(actor: Actor): Promise<MessageReader>;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** What an actor sent or pressed, as its answer needs it. */
export type Trigger = Pick<
  TelegramResponderOptions,
  'messageId' | 'ephemeralId' | 'actedAt' | 'mayBePrivate' | 'press'
>;

/** Answers what actors send and press, one thing at a time for each actor and chat. */
export interface ResponderQueue {
  enqueue(actor: Actor, work: () => Promise<void>): Promise<void>;
  /** Gives `work` a responder and acknowledges the press once it is done. */
  respond(
    actor: Actor,
    trigger: Trigger,
    work: (responder: TelegramResponder) => Promise<void>,
  ): Promise<void>;
}

export function createResponderQueue(options: ResponderQueueOptions): ResponderQueue {
  const { telegram, botName, localizers, queue, readerOf, log } = options;
  const { features, administrators, now } = options;
  const renderEach = memoizePerMessage(
    renderTelegramMessages,
    ({ locale, zone, shared, ...features }) =>
      [locale, zone, shared, ...Object.values(features)].join(' '),
  );
  const render: TelegramRenderer = (message, reader) =>
    renderEach(message, { ...reader, ...answerFeatures(features.current()) });

  async function createResponder(actor: Actor, trigger: Trigger): Promise<TelegramResponder> {
    const reader = await readerOf(actor);
    const localizer = localizers[reader.locale];
    return createTelegramResponder({
      ...{ telegram, render, botName: botName(), actor, reader, localizer },
      ...{ features, administrators, log, now },
      ...trigger,
    });
  }

  /** The action is done by now, so a failure is only logged. */
  const finish = (responder: TelegramResponder, actor: Actor): Promise<void> =>
    responder
      .finish()
      .catch(() =>
        log.warn(
          { event: 'telegram.press_answer_failed', chatId: actor.chat.platformId },
          'button press could not be acknowledged',
        ),
      );

  const enqueue = (actor: Actor, work: () => Promise<void>): Promise<void> =>
    queue.run(`${actor.user.platformId}:${actor.chat.platformId}`, work);

  return {
    enqueue,
    async respond(actor, trigger, work) {
      const responder = await createResponder(actor, trigger);
      await work(responder);
      await finish(responder, actor);
    },
  };
}
