import type { Logger } from 'pino';
import type { Telegram } from 'telegraf';
import type { CallbackQuery, Message } from 'telegraf/types';
import type { Actor } from '../../src/kit/adapter/actor.ts';
import type { Invocation } from '../../src/kit/adapter/invocation.ts';
import type { ReferenceKind } from '../../src/kit/define/argument-type.ts';
import type { Localizer } from '../../src/kit/define/parse-context.ts';
import type { RawValues } from '../../src/kit/define/raw-value.ts';
import type { CommandIndex } from '../../src/kit/input/command-index.ts';
import type { CommandManifest } from '../../src/kit/menu/manifest.ts';
import type { Dispatcher } from '../../src/kit/runtime/dispatcher.ts';
import type { Locale } from '../../src/language/locale.ts';
import { message as buildMessage, paragraph } from '../../src/message/build.ts';
import { memoizePerMessage } from '../../src/message/memoize-per-message.ts';
import type { MessageReader } from '../../src/message/reader.ts';
import type { KeyedQueue } from '../keyed-queue.ts';
import { readAnswer, readFile } from './read/answer.ts';
import {
  hasButton,
  readCommand,
  readMention,
  readRepliedPerson,
  readSender,
  readTelegramActor,
  readTopicId,
} from './read/message.ts';
import { visibleText } from './read/plain-text.ts';
import { createTelegramResponder, type TelegramResponderOptions } from './send/responder.ts';
import { sendTelegramMessage } from './send/send-message.ts';
import { renderTelegramMessages } from './write/message.ts';

export interface UpdateHandlerOptions {
  telegram: Telegram;
  botName(): string;
  /** The command of every name that may be typed. */
  commands: CommandIndex;
  manifests: readonly CommandManifest[];
  localizers: Readonly<Record<Locale, Localizer>>;
  dispatcher: Dispatcher;
  queue: KeyedQueue;
  readerOf(caller: Actor): Promise<MessageReader>;
  log: Pick<Logger, 'warn'>;
}

/** What people write and press, on its way to the command kit. */
export function createUpdateHandler(parts: UpdateHandlerOptions) {
  const { telegram, botName, commands, manifests, localizers, dispatcher, queue, readerOf, log } =
    parts;
  const write = memoizePerMessage(
    renderTelegramMessages,
    ({ locale, zone, shared }) => `${locale} ${zone} ${shared}`,
  );

  async function createResponder(
    actor: Actor,
    at: Pick<TelegramResponderOptions, 'messageId' | 'press'>,
  ) {
    const reader = await readerOf(actor);
    const said = localizers[reader.locale];
    return createTelegramResponder({
      telegram,
      write,
      botName: botName(),
      actor,
      reader,
      localizer: said,
      ...at,
    });
  }

  /** The clocks at what was asked stop. Whatever was asked is done by now: that they cannot be stopped changes nothing. */
  const finish = (responder: { settle(): Promise<void> }): Promise<void> =>
    responder.settle().catch(() => log.warn('a press could not be confirmed'));

  const enqueue = (caller: Actor, work: () => Promise<void>): Promise<void> =>
    queue.run(`${caller.user.platformId}:${caller.chat.platformId}`, work);

  /** What the platform itself says about people and files in the message goes to the argument that wants it. */
  function valuesOf(
    name: string,
    message: Message,
  ): Pick<Invocation, 'values' | 'line' | 'implied'> {
    const args = manifests.find((sheet) => sheet.name === name)?.arguments ?? [];
    const accepting = (kind: ReferenceKind) =>
      args.find(({ acceptsReference }) => acceptsReference === kind)?.name;
    const forPerson = accepting('person');
    const forFile = accepting('file');
    const { text, person } = readMention(message);
    const line = readCommand(forPerson ? text : visibleText(message), botName())?.line ?? '';
    const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
    const sent = forFile && (readFile(message) ?? (replied && readFile(replied)));
    const implied = forPerson ? readRepliedPerson(message) : undefined;
    const values: RawValues = {
      ...(forPerson && person ? { [forPerson]: person } : {}),
      ...(forFile && sent ? { [forFile]: sent } : {}),
    };
    return { line, values, ...(forPerson && implied ? { implied: { [forPerson]: implied } } : {}) };
  }

  /** Somebody writes as a group or a channel: who it is cannot be known. */
  async function replyToAnonymous(message: Message): Promise<void> {
    const both = Object.values(localizers).map(({ t }) => paragraph(t('kit.anonymous')));
    const [part] = renderTelegramMessages(buildMessage(both), { locale: 'en', zone: 'UTC' });
    const target = { platformId: String(message.chat.id), threadId: '' };
    if (part) await sendTelegramMessage(telegram, target, part, { replyTo: message.message_id });
  }

  /** @returns whether it asked anything of the bot */
  async function onMessage(message: Message): Promise<boolean> {
    const text = visibleText(message);
    const command = readCommand(text, botName());
    const isPrivate = message.chat.type === 'private';
    const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
    const repliesToUs = replied?.from?.username === botName();
    if (!command && (text.startsWith('/') || !(isPrivate || repliesToUs))) return false;
    const name = command && commands.get(command.name);
    const caller = readSender(message);
    if (caller === 'anonymous' || caller === undefined) {
      if (name !== undefined) await replyToAnonymous(message);
      return name !== undefined;
    }
    if (command && name === undefined && !isPrivate) return false;
    const raw = command ? undefined : readAnswer(message);
    if (!command && raw === undefined) return false;
    await enqueue(caller, async () => {
      const responder = await createResponder(caller, { messageId: message.message_id });
      if (command) {
        const given = name === undefined ? { values: {} } : valuesOf(name, message);
        await dispatcher.runCommand(
          { actor: caller, command: name ?? command.name, ...given },
          responder,
        );
      } else if (raw !== undefined) {
        const taken = await dispatcher.answerPrompt(caller, responder, raw, {
          id: `message ${message.message_id}`,
          replyTo: replied === undefined ? undefined : String(replied.message_id),
        });
        if (!taken && isPrivate && typeof raw === 'string')
          await dispatcher.runCommand({ actor: caller, command: 'help', values: {} }, responder);
      }
      await finish(responder);
    });
    return true;
  }

  async function onPress(query: CallbackQuery): Promise<void> {
    const message = query.message;
    if (!('data' in query) || !message) return;
    const caller = readTelegramActor(query.from, message.chat, readTopicId(message));
    if (!caller) return;
    const isThere = hasButton(message, query.data);
    await enqueue(caller, async () => {
      if (isThere === false) {
        const { locale } = await readerOf(caller);
        await telegram.answerCbQuery(query.id, localizers[locale].t('kit.errors.oldButton'));
        return;
      }
      const responder = await createResponder(caller, {
        press: { queryId: query.id, messageId: message.message_id, mayEdit: isThere === true },
      });
      await dispatcher.pressButton(query.data, caller, responder, `press ${query.id}`);
      await finish(responder);
    });
  }

  return { onMessage, onPress };
}
