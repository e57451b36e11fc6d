import type { Message } from 'telegraf/types';
import type { Actor } from '../../src/kit/adapter/actor.ts';
import type { RawValue } from '../../src/kit/define/raw-value.ts';
import type { CommandIndex } from '../../src/kit/names/command-index.ts';
import { message as buildMessage, paragraph } from '../../src/message/build.ts';
import type { BotDependencies } from '../bot.ts';
import type { TelegramClient } from './api/client.ts';
import { handleKey } from './api/message-handle.ts';
import { readAnswer } from './read/answer.ts';
import { readArgumentValues } from './read/argument-values.ts';
import { handleOf, readEphemeralId } from './read/ephemeral.ts';
import { mentions, withoutMention } from './read/mention.ts';
import { isOtherBot, isSentInline, readCommand, readSender } from './read/message.ts';
import { visibleText } from './read/plain-text.ts';
import type { TelegramResponder } from './send/responder.ts';
import type { ResponderQueue, Trigger } from './send/responder-queue.ts';
import { sendTelegramMessage } from './send/send-message.ts';
import { renderTelegramMessages } from './write/message.ts';

export interface MessageHandlerOptions extends Pick<BotDependencies, 'manifests' | 'localizers'> {
  dispatcher: Pick<
    BotDependencies['dispatcher'],
    'runCommand' | 'answerPrompt' | 'answerText' | 'readLink'
  >;
  telegram: TelegramClient;
  botName(): string;
  /** Every name under which a command can be typed. */
  commands: CommandIndex;
  responders: ResponderQueue;
}

const repliedMessage = (message: Message): Message | undefined =>
  'reply_to_message' in message ? message.reply_to_message : undefined;

/** How a message is answered, in private or as a reply. */
const triggerOf = (message: Message, mayBePrivate: boolean): Trigger => {
  const ephemeralId = readEphemeralId(message);
  return {
    ...(ephemeralId === undefined ? { messageId: message.message_id } : { ephemeralId }),
    actedAt: message.date * 1000,
    mayBePrivate,
  };
};

/** Identifies an answer, so that it counts once. The id of an ephemeral message is used again. */
function answerIdOf(message: Message): string {
  const ephemeralId = readEphemeralId(message);
  return ephemeralId === undefined
    ? `message ${message.message_id}`
    : `message e${ephemeralId} ${message.date}`;
}

/**
 * Passes commands and answers to the dispatcher.
 * @returns of the function: whether the message was addressed to the bot
 */
export function createMessageHandler(options: MessageHandlerOptions) {
  const { telegram, botName, commands, manifests, localizers, dispatcher, responders } = options;

  /** Replies in all languages to a message in the name of a group or channel, whose author is unknown. */
  async function replyToAnonymous(message: Message): Promise<void> {
    const paragraphs = Object.values(localizers).map(({ t }) => paragraph(t('kit.anonymous')));
    const [part] = renderTelegramMessages(buildMessage(paragraphs), { locale: 'en', zone: 'UTC' });
    const target = { platformId: String(message.chat.id), threadId: '' };
    if (part) await sendTelegramMessage(telegram, target, part, { replyTo: message.message_id });
  }

  async function answerPrompt(
    message: Message,
    actor: Actor,
    answer: RawValue,
    responder: TelegramResponder,
  ): Promise<void> {
    const repliedTo = repliedMessage(message);
    const isTaken = await dispatcher.answerPrompt(actor, responder, answer, {
      id: answerIdOf(message),
      replyTo: repliedTo && handleKey(handleOf(repliedTo, actor)),
    });
    const isAddressed = message.chat.type === 'private' || mentions(message, botName());
    if (!isTaken && isAddressed && typeof answer === 'string')
      await dispatcher.answerText(actor, responder, withoutMention(answer, botName()));
  }

  async function runCommand(
    message: Message,
    actor: Actor,
    { typed, name, line }: { typed: string; name: string | undefined; line: string },
  ): Promise<void> {
    const link = actor.chat.kind === 'private' && typed === 'start' && dispatcher.readLink(line);
    if (link) {
      await responders.respond(actor, triggerOf(message, false), (responder) =>
        dispatcher.runCommand({ actor, ...link }, responder),
      );
      return;
    }
    const manifest = manifests.find((other) => other.name === name);
    const mayBePrivate = manifest !== undefined && manifest.visibility !== 'public';
    await responders.respond(actor, triggerOf(message, mayBePrivate), (responder) => {
      const values =
        name === undefined
          ? { values: {} }
          : readArgumentValues(message, manifest?.arguments ?? [], botName());
      return dispatcher.runCommand({ actor, command: name ?? typed, ...values }, responder);
    });
  }

  return async (message: Message): Promise<boolean> => {
    const text = visibleText(message);
    const typed = readCommand(text, botName());
    const isPrivate = message.chat.type === 'private';
    // An ephemeral message that is no command replies to one of the bot's, even if it does not say to which.
    const repliesToBot =
      readEphemeralId(message) !== undefined ||
      repliedMessage(message)?.from?.username === botName();
    const isAddressed = isPrivate || repliesToBot || mentions(message, botName());
    if (!typed && (text.startsWith('/') || !isAddressed)) return false;
    if (isOtherBot(message) || isSentInline(message, botName())) return false;
    const name = typed && commands.get(typed.name);
    const actor = readSender(message);
    if (actor === 'anonymous' || actor === undefined) {
      if (name !== undefined) await replyToAnonymous(message);
      return name !== undefined;
    }
    if (typed && name === undefined && !isPrivate) return false;
    if (typed) {
      await responders.enqueue(actor, () =>
        runCommand(message, actor, { typed: typed.name, name, line: typed.line }),
      );
      return true;
    }
    const answer = readAnswer(message);
    if (answer === undefined) return false;
    await responders.enqueue(actor, () =>
      responders.respond(actor, triggerOf(message, false), (responder) =>
        answerPrompt(message, actor, answer, responder),
      ),
    );
    return true;
  };
}
