import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Telegraf, TelegramError } from 'telegraf';
import type { CallbackQuery, Message, Update } from 'telegraf/types';
import type { Invocation, Responder } from '../../src/kit/invocation.ts';
import type { Bot, BotHealth, BotParts } from '../bot.ts';
import { createQueue } from '../queue.ts';
import { type Line, type Supervised, supervise } from '../supervise.ts';
import { withoutToken } from './faults.ts';
import { registerMenus, telegramNames } from './menus.ts';
import { poll } from './polling.ts';
import { telegramPowers } from './powers.ts';
import { telegramPublisher } from './publisher.ts';
import {
  hasButton,
  readCaller,
  readCommand,
  readMembership,
  readMention,
  readReplied,
  readSender,
} from './read.ts';
import { type Occasion, telegramResponder } from './respond.ts';
import { sendPart } from './send.ts';
import { onceEach } from './updates.ts';
import { createIntake, receive, secretOf, type WebhookSettings, webhookPath } from './webhook.ts';

export interface TelegramSettings {
  token: string;
  apiUrl: string;
  /** Updates come to our web server; without it they are fetched. */
  webhook?: WebhookSettings | undefined;
}

/** The Telegram face: telegraf carries the requests, everything that must last is in the store. */
export function createTelegramBot(settings: TelegramSettings, parts: BotParts): Bot {
  const { pipeline, sheets, words, places, log } = parts;
  const Agent = settings.apiUrl.startsWith('https:') ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { telegram } = new Telegraf(settings.token, { telegram: { apiRoot: settings.apiUrl } });
  // Given to the constructor it would be taken for https alone; a connection for each message is slow over http too.
  telegram.options.agent = agent as HttpsAgent;
  const publisher = telegramPublisher(() => telegram);
  const queue = createQueue();
  const names = new Map(
    sheets.flatMap(({ name }) => telegramNames(name, words).map((alias) => [alias, name] as const)),
  );
  let botName = '';
  let registration: string | undefined;
  let link: Supervised | undefined;

  const readerOf = ({ user: { platformId, locale } }: Invocation['caller']) =>
    parts.readerOf({
      platform: 'telegram',
      user: platformId,
      ...(locale === undefined ? {} : { locale }),
    });

  async function occasion(caller: Invocation['caller'], at: Pick<Occasion, 'messageId' | 'press'>) {
    const reader = await readerOf(caller);
    return telegramResponder({
      telegram,
      botName,
      caller,
      reader,
      words: words[reader.locale],
      ...at,
    });
  }

  /** What the platform itself says about people in the message goes to the argument that wants a person. */
  function aboutPeople(
    name: string,
    message: Message.TextMessage,
  ): Pick<Invocation, 'values' | 'line' | 'implied'> {
    const { text, person } = readMention(message);
    const wanting = sheets
      .find((sheet) => sheet.name === name)
      ?.arguments.find(({ kind }) => kind === 'person' || kind === 'grantee');
    const line = readCommand(wanting ? text : message.text, botName)?.line ?? '';
    const replied = readReplied(message);
    return {
      line,
      values: wanting && person ? { [wanting.name]: person } : {},
      ...(wanting && replied ? { implied: { [wanting.name]: replied } } : {}),
    };
  }

  async function onText(message: Message.TextMessage): Promise<void> {
    const command = readCommand(message.text, botName);
    const isPrivate = message.chat.type === 'private';
    const repliesToUs = message.reply_to_message?.from?.username === botName;
    if (!command && (message.text.startsWith('/') || !(isPrivate || repliesToUs))) return;
    const caller = readSender(message);
    if (caller === 'anonymous' || caller === undefined) {
      if (!command) return;
      await sendPart(
        telegram,
        { platformId: String(message.chat.id), threadId: '' },
        {
          text: `${words.en.t('kit.anonymous')}\n\n${words.vi.t('kit.anonymous')}`,
          keyboard: [],
          files: [],
        },
        { replyTo: message.message_id },
      );
      return;
    }
    await queue.run(`${caller.user.platformId}:${caller.chat.platformId}`, async () => {
      const responder: Responder = await occasion(caller, { messageId: message.message_id });
      if (!command) {
        const replyTo = message.reply_to_message?.message_id;
        const taken = await pipeline.answer(
          caller,
          responder,
          message.text,
          replyTo === undefined ? undefined : String(replyTo),
        );
        if (!taken && isPrivate)
          await pipeline.handle({ caller, command: 'help', values: {} }, responder);
        return;
      }
      const name = names.get(command.name.toLowerCase());
      if (name === undefined && !isPrivate) return;
      await pipeline.handle(
        {
          caller,
          command: name ?? command.name,
          ...(name === undefined ? { values: {} } : aboutPeople(name, message)),
        },
        responder,
      );
    });
  }

  async function onPress(query: CallbackQuery): Promise<void> {
    const message = query.message;
    if (!('data' in query) || !message) return;
    const thread =
      'is_topic_message' in message && message.is_topic_message
        ? message.message_thread_id
        : undefined;
    const caller = readCaller(query.from, message.chat, thread);
    if (!caller) return;
    const isThere = hasButton(message, query.data);
    await queue.run(`${caller.user.platformId}:${caller.chat.platformId}`, async () => {
      if (isThere === false) {
        const { locale } = await readerOf(caller);
        await telegram.answerCbQuery(query.id, words[locale].t('kit.errors.oldButton'));
        return;
      }
      const responder = await occasion(caller, {
        press: { queryId: query.id, messageId: message.message_id, mayEdit: isThere === true },
      });
      await pipeline.press(query.data, caller, responder);
      await responder.settle();
    });
  }

  async function onUpdate(update: Update): Promise<void> {
    if ('message' in update) {
      const { message } = update;
      if ('migrate_to_chat_id' in message) {
        await places.migrated(
          'telegram',
          String(message.chat.id),
          String(message.migrate_to_chat_id),
        );
      } else if ('text' in message) await onText(message);
    } else if ('callback_query' in update) await onPress(update.callback_query);
    else if ('my_chat_member' in update) await onMembership(update.my_chat_member);
  }

  async function onMembership(change: Update.MyChatMemberUpdate['my_chat_member']): Promise<void> {
    const { isPrivate, platformId, title, isIn, wasIn } = readMembership(change);
    const place = isPrivate ? { user: platformId } : { space: { platformId, title } };
    if (!isIn) await places.left('telegram', place, isPrivate ? 'blocked' : 'removed');
    else if (!wasIn) {
      await places.reopened('telegram', place);
      if (!isPrivate) await places.joined('telegram', { platformId, title });
    }
  }

  const describe = (error: unknown): string =>
    withoutToken(
      error instanceof TelegramError
        ? `${error.code}: ${error.description}`
        : error instanceof Error
          ? error.message
          : String(error),
      settings.token,
    );

  const handle = onceEach(async (update) => {
    try {
      await onUpdate(update);
    } catch (error) {
      log.error(
        { problem: describe(error), update: update.update_id },
        'an update could not be handled',
      );
    }
  });
  const intake = settings.webhook && createIntake(secretOf(settings.token), handle, parts.now);

  async function connect(line: Line): Promise<void> {
    const me = await telegram.getMe();
    botName = me.username;
    // What waits is kept: it comes by the other way.
    if (!settings.webhook) await telegram.deleteWebhook();
    try {
      await registerMenus(telegram, sheets, words);
      registration = undefined;
    } catch (error) {
      registration = describe(error);
      log.warn({ problem: registration }, 'Telegram refused a menu; commands still work');
    }
    if (settings.webhook && intake) return receive(telegram, intake, settings.webhook, line);
    line.alive();
    await poll(telegram, handle, line.alive, line.signal);
  }

  return {
    platform: 'telegram',
    publisher,
    powers: telegramPowers(telegram),
    ...(intake ? { webhook: { path: webhookPath, handle: intake.handle } } : {}),
    inviteUrl: () => (botName === '' ? '' : `https://t.me/${botName}?startgroup=hello`),
    start() {
      link ??= supervise(connect, describe, log);
    },
    async stop() {
      await link?.stop();
      await queue.drain();
      agent.destroy();
    },
    health(): BotHealth {
      const health = link?.health() ?? { connected: false };
      return registration === undefined ? health : { ...health, registration };
    },
  };
}
