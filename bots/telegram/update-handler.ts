import type { Logger } from 'pino';
import type { CallbackQuery, Message } from 'telegraf/types';
import type { Actor } from '../../src/kit/adapter/actor.ts';
import type { CommandIndex } from '../../src/kit/names/command-index.ts';
import { message as buildMessage, paragraph } from '../../src/message/build.ts';
import { memoizePerMessage } from '../../src/message/memoize-per-message.ts';
import type { MessageReader } from '../../src/message/reader.ts';
import type { BotDependencies } from '../bot.ts';
import type { KeyedQueue } from '../shared/keyed-queue.ts';
import type { TelegramClient } from './api/client.ts';
import { handleKey, type MessageHandle } from './api/message-handle.ts';
import type { EphemeralDependencies } from './ephemeral/opener.ts';
import { readAnswer } from './read/answer.ts';
import { readArgumentValues } from './read/argument-values.ts';
import { readEphemeralId } from './read/ephemeral.ts';
import {
  hasButton,
  isOtherBot,
  readCommand,
  readSender,
  readTelegramActor,
  readTopicId,
} from './read/message.ts';
import { visibleText } from './read/plain-text.ts';
import type { TelegramRenderer } from './send/chat-output.ts';
import {
  createTelegramResponder,
  type TelegramResponder,
  type TelegramResponderOptions,
} from './send/responder.ts';
import { sendTelegramMessage } from './send/send-message.ts';
import { renderTelegramMessages } from './write/message.ts';
import { messageFeatures } from './write/reader.ts';

export interface UpdateHandlerOptions
  extends Pick<BotDependencies, 'dispatcher' | 'manifests' | 'localizers'>,
    EphemeralDependencies {
  telegram: TelegramClient;
  botName(): string;
  /** Every name under which a command can be typed. */
  commands: CommandIndex;
  queue: KeyedQueue;
  readerOf(actor: Actor): Promise<MessageReader>;
  log: Pick<Logger, 'info' | 'warn'>;
}

/** A message of the bot that a person replied to, or whose button they pressed. */
function handleOf(message: { message_id: number }, { user }: Actor): MessageHandle {
  const ephemeral = readEphemeralId(message);
  return ephemeral === undefined
    ? { message: message.message_id }
    : { ephemeral, receiver: Number(user.platformId) };
}

/** Passes messages and button presses to the dispatcher. */
export function createUpdateHandler(options: UpdateHandlerOptions) {
  const { telegram, botName, commands, manifests, localizers, dispatcher, queue, readerOf, log } =
    options;
  const { features, administrators, now } = options;
  const renderEach = memoizePerMessage(
    renderTelegramMessages,
    ({ locale, zone, shared, ...features }) =>
      [locale, zone, shared, ...Object.values(features)].join(' '),
  );
  const render: TelegramRenderer = (message, reader) =>
    renderEach(message, { ...reader, ...messageFeatures(features.current()) });

  async function createResponder(
    actor: Actor,
    trigger: Pick<
      TelegramResponderOptions,
      'messageId' | 'ephemeralId' | 'actedAt' | 'mayBePrivate' | 'press'
    >,
  ): Promise<TelegramResponder> {
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

  /** Replies in all languages to a message in the name of a group or channel, whose author is unknown. */
  async function replyToAnonymous(message: Message): Promise<void> {
    const paragraphs = Object.values(localizers).map(({ t }) => paragraph(t('kit.anonymous')));
    const [part] = renderTelegramMessages(buildMessage(paragraphs), { locale: 'en', zone: 'UTC' });
    const target = { platformId: String(message.chat.id), threadId: '' };
    if (part) await sendTelegramMessage(telegram, target, part, { replyTo: message.message_id });
  }

  /** @returns whether the message was addressed to the bot */
  async function onMessage(message: Message): Promise<boolean> {
    const text = visibleText(message);
    const typed = readCommand(text, botName());
    const isPrivate = message.chat.type === 'private';
    const repliedTo = 'reply_to_message' in message ? message.reply_to_message : undefined;
    const ephemeralId = readEphemeralId(message);
    // An ephemeral message that is no command replies to one of the bot's, even if it does not say to which.
    const repliesToBot = ephemeralId !== undefined || repliedTo?.from?.username === botName();
    if (!typed && (text.startsWith('/') || !(isPrivate || repliesToBot))) return false;
    if (isOtherBot(message)) return false;
    const name = typed && commands.get(typed.name);
    const actor = readSender(message);
    if (actor === 'anonymous' || actor === undefined) {
      if (name !== undefined) await replyToAnonymous(message);
      return name !== undefined;
    }
    if (typed && name === undefined && !isPrivate) return false;
    const answer = typed ? undefined : readAnswer(message);
    if (!typed && answer === undefined) return false;
    await enqueue(actor, async () => {
      const manifest = manifests.find((other) => other.name === name);
      const responder = await createResponder(actor, {
        ...(ephemeralId === undefined ? { messageId: message.message_id } : { ephemeralId }),
        actedAt: message.date * 1000,
        mayBePrivate: manifest !== undefined && manifest.visibility !== 'public',
      });
      if (typed) {
        const values =
          name === undefined
            ? { values: {} }
            : readArgumentValues(message, manifest?.arguments ?? [], botName());
        await dispatcher.runCommand({ actor, command: name ?? typed.name, ...values }, responder);
      } else if (answer !== undefined) {
        const isTaken = await dispatcher.answerPrompt(actor, responder, answer, {
          // The id of an ephemeral message is used again.
          id:
            ephemeralId === undefined
              ? `message ${message.message_id}`
              : `message e${ephemeralId} ${message.date}`,
          replyTo: repliedTo && handleKey(handleOf(repliedTo, actor)),
        });
        if (!isTaken && isPrivate && typeof answer === 'string')
          await dispatcher.runCommand({ actor, command: 'help', values: {} }, responder);
      }
      await finish(responder, actor);
    });
    return true;
  }

  async function onPress(query: CallbackQuery): Promise<void> {
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
    await enqueue(actor, async () => {
      if (isButtonKnown === false) {
        const { locale } = await readerOf(actor);
        await telegram.answerCbQuery(query.id, localizers[locale].t('kit.errors.oldButton'));
        return;
      }
      const responder = await createResponder(actor, {
        actedAt,
        mayBePrivate: true,
        press: {
          queryId: query.id,
          message: handleOf(message, actor),
          mayEdit: isButtonKnown === true,
        },
      });
      await dispatcher.pressButton(query.data, actor, responder, `press ${query.id}`);
      await finish(responder, actor);
    });
  }

  return { onMessage, onPress };
}
