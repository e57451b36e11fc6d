import type { Logger } from 'pino';
import type { Telegram } from 'telegraf';
import type { CallbackQuery, Message } from 'telegraf/types';
import type { Caller, Invocation } from '../../src/kit/invocation.ts';
import type { KindName, Words } from '../../src/kit/kind.ts';
import type { CommandNames } from '../../src/kit/names.ts';
import type { Pipeline } from '../../src/kit/pipeline.ts';
import type { RawValues } from '../../src/kit/raw.ts';
import type { CommandSheet } from '../../src/kit/sheet.ts';
import type { Locale } from '../../src/language/locale.ts';
import { message as buildMessage, paragraph } from '../../src/message/build.ts';
import { perMessage } from '../../src/message/per-message.ts';
import type { Reader } from '../../src/message/reader.ts';
import type { Queue } from '../queue.ts';
import {
  hasButton,
  readCaller,
  readCommand,
  readMention,
  readReplied,
  readSender,
  readThread,
} from './read.ts';
import { readAnswer, readFile } from './read-answer.ts';
import { type Occasion, telegramResponder } from './respond.ts';
import { sendPart } from './send.ts';
import { textOf } from './words.ts';
import { writeTelegram } from './write.ts';

export interface IncomingParts {
  telegram: Telegram;
  botName(): string;
  /** The command of every name that may be typed. */
  names: CommandNames;
  sheets: readonly CommandSheet[];
  words: Readonly<Record<Locale, Words>>;
  pipeline: Pipeline;
  queue: Queue;
  readerOf(caller: Caller): Promise<Reader>;
  log: Pick<Logger, 'warn'>;
}

/** What people write and press, on its way to the command kit. */
export function createIncoming(parts: IncomingParts) {
  const { telegram, botName, names, sheets, words, pipeline, queue, readerOf, log } = parts;
  const write = perMessage(
    writeTelegram,
    ({ locale, zone, shared }) => `${locale} ${zone} ${shared}`,
  );

  async function occasion(caller: Caller, at: Pick<Occasion, 'messageId' | 'press'>) {
    const reader = await readerOf(caller);
    const said = words[reader.locale];
    return telegramResponder({
      telegram,
      write,
      botName: botName(),
      caller,
      reader,
      words: said,
      ...at,
    });
  }

  /** The clocks at what was asked stop. Whatever was asked is done by now: that they cannot be stopped changes nothing. */
  const settle = (responder: { settle(): Promise<void> }): Promise<void> =>
    responder.settle().catch(() => log.warn('a press could not be confirmed'));

  const inTurn = (caller: Caller, work: () => Promise<void>): Promise<void> =>
    queue.run(`${caller.user.platformId}:${caller.chat.platformId}`, work);

  /** What the platform itself says about people and files in the message goes to the argument that wants it. */
  function valuesOf(
    name: string,
    message: Message,
  ): Pick<Invocation, 'values' | 'line' | 'implied'> {
    const args = sheets.find((sheet) => sheet.name === name)?.arguments ?? [];
    const wanting = (...kinds: KindName[]) => args.find(({ kind }) => kinds.includes(kind))?.name;
    const forPerson = wanting('person', 'grantee');
    const forFile = wanting('file');
    const { text, person } = readMention(message);
    const line = readCommand(forPerson ? text : textOf(message), botName())?.line ?? '';
    const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
    const sent = forFile && (readFile(message) ?? (replied && readFile(replied)));
    const implied = forPerson ? readReplied(message) : undefined;
    const values: RawValues = {
      ...(forPerson && person ? { [forPerson]: person } : {}),
      ...(forFile && sent ? { [forFile]: sent } : {}),
    };
    return { line, values, ...(forPerson && implied ? { implied: { [forPerson]: implied } } : {}) };
  }

  /** Somebody writes as a group or a channel: who it is cannot be known. */
  async function sayAnonymous(message: Message): Promise<void> {
    const both = Object.values(words).map(({ t }) => paragraph(t('kit.anonymous')));
    const [part] = writeTelegram(buildMessage(both), { locale: 'en', zone: 'UTC' });
    const target = { platformId: String(message.chat.id), threadId: '' };
    if (part) await sendPart(telegram, target, part, { replyTo: message.message_id });
  }

  /** @returns whether it asked anything of the bot */
  async function onMessage(message: Message): Promise<boolean> {
    const text = textOf(message);
    const command = readCommand(text, botName());
    const isPrivate = message.chat.type === 'private';
    const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
    const repliesToUs = replied?.from?.username === botName();
    if (!command && (text.startsWith('/') || !(isPrivate || repliesToUs))) return false;
    const name = command && names.get(command.name);
    const caller = readSender(message);
    if (caller === 'anonymous' || caller === undefined) {
      if (name !== undefined) await sayAnonymous(message);
      return name !== undefined;
    }
    if (command && name === undefined && !isPrivate) return false;
    const raw = command ? undefined : readAnswer(message);
    if (!command && raw === undefined) return false;
    await inTurn(caller, async () => {
      const responder = await occasion(caller, { messageId: message.message_id });
      if (command) {
        const given = name === undefined ? { values: {} } : valuesOf(name, message);
        await pipeline.handle({ caller, command: name ?? command.name, ...given }, responder);
      } else if (raw !== undefined) {
        const taken = await pipeline.answer(caller, responder, raw, {
          id: `message ${message.message_id}`,
          replyTo: replied === undefined ? undefined : String(replied.message_id),
        });
        if (!taken && isPrivate && typeof raw === 'string')
          await pipeline.handle({ caller, command: 'help', values: {} }, responder);
      }
      await settle(responder);
    });
    return true;
  }

  async function onPress(query: CallbackQuery): Promise<void> {
    const message = query.message;
    if (!('data' in query) || !message) return;
    const caller = readCaller(query.from, message.chat, readThread(message));
    if (!caller) return;
    const isThere = hasButton(message, query.data);
    await inTurn(caller, async () => {
      if (isThere === false) {
        const { locale } = await readerOf(caller);
        await telegram.answerCbQuery(query.id, words[locale].t('kit.errors.oldButton'));
        return;
      }
      const responder = await occasion(caller, {
        press: { queryId: query.id, messageId: message.message_id, mayEdit: isThere === true },
      });
      await pipeline.press(query.data, caller, responder, `press ${query.id}`);
      await settle(responder);
    });
  }

  return { onMessage, onPress };
}
