import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TelegramError } from 'telegraf';
import type { Message, Update } from 'telegraf/types';
import type { Caller } from '../../src/kit/invocation.ts';
import { commandNames } from '../../src/kit/names.ts';
import type { Bot, BotHealth, BotParts } from '../bot.ts';
import { createQueue } from '../queue.ts';
import { type Line, type Supervised, supervise } from '../supervise.ts';
import { Client } from './client.ts';
import { withoutToken } from './faults.ts';
import { createHandling } from './handle.ts';
import { createIncoming } from './incoming.ts';
import { registerMenus } from './menus.ts';
import { createOnceEach } from './once-each.ts';
import { poll } from './polling.ts';
import { telegramPowers } from './powers.ts';
import { telegramPublisher } from './publisher.ts';
import { readMembership } from './read.ts';
import { joinTwoWords } from './two-words.ts';
import { createIntake, receive, secretOf, type WebhookSettings, webhookPath } from './webhook.ts';

export interface TelegramSettings {
  token: string;
  apiUrl: string;
  /** Whether broadcasts are paid for, so that they may be faster. */
  paid?: boolean;
  /** Updates come to our web server; without it they are fetched. */
  webhook?: WebhookSettings | undefined;
}

/** A token begins with the id of its bot. */
const botIdOf = (token: string): string => token.split(':')[0] ?? '';

/** The Telegram face: telegraf carries the requests, everything that must last is in the store. */
export function createTelegramBot(settings: TelegramSettings, parts: BotParts): Bot {
  const { pipeline, sheets, words, places, log } = parts;
  const Agent = settings.apiUrl.startsWith('https:') ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  // Broadcasts never stand in line with answers, nor for a socket once they are claimed.
  const broadcastAgent = new Agent({ keepAlive: true, maxSockets: 256 });
  const telegram = new Client({
    token: settings.token,
    apiUrl: settings.apiUrl,
    agent,
  });
  const publisher = telegramPublisher({
    token: settings.token,
    apiUrl: settings.apiUrl,
    agent: broadcastAgent,
    paid: settings.paid ?? false,
    answers: telegram,
  });
  const queue = createQueue();
  const names = commandNames(
    sheets.map(({ name }) => name),
    Object.values(words),
  );
  let botName = '';
  let registration: string | undefined;
  let link: Supervised | undefined;

  const readerOf = ({ user: { platformId, locale } }: Caller) =>
    parts.readerOf({
      platform: 'telegram',
      user: platformId,
      ...(locale === undefined ? {} : { locale }),
    });

  const incoming = createIncoming({
    telegram,
    botName: () => botName,
    names,
    sheets,
    words,
    pipeline,
    queue,
    readerOf,
    log,
  });

  function withTwoWords(message: Message): Message {
    if ('text' in message) return { ...message, text: joinTwoWords(message.text, names) };
    return 'caption' in message && message.caption !== undefined
      ? { ...message, caption: joinTwoWords(message.caption, names) }
      : message;
  }

  /** @returns whether it asked anything of the bot */
  async function onUpdate(update: Update): Promise<boolean> {
    if ('message' in update) {
      const { message } = update;
      if ('migrate_to_chat_id' in message) {
        await places.migrated(
          'telegram',
          String(message.chat.id),
          String(message.migrate_to_chat_id),
        );
      } else {
        return incoming.onMessage(withTwoWords(message));
      }
    } else if ('callback_query' in update) await incoming.onPress(update.callback_query);
    else if ('my_chat_member' in update) await onMembership(update.my_chat_member);
    else return false;
    return true;
  }

  async function onMembership(change: Update.MyChatMemberUpdate['my_chat_member']): Promise<void> {
    const { isPrivate, platformId, title, isIn, wasIn } = readMembership(change);
    const place = isPrivate ? { user: platformId } : { space: { platformId, title } };
    if (!isIn) await places.left('telegram', place, isPrivate ? 'blocked' : 'removed');
    else {
      // Its rights may have come back too: whether they did, the next message tells.
      await places.reopened('telegram', place);
      if (!wasIn && !isPrivate) await places.joined('telegram', { platformId, title });
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

  const { storeAnswers, handledUpdates } = parts;
  const onceEach = createOnceEach({
    handle: createHandling({ onUpdate, storeAnswers, describe, log }),
    record: handledUpdates(botIdOf(settings.token)),
    ...{ storeAnswers, describe, log },
  });
  const { handle } = onceEach;
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
    await poll({ telegram, handle, onAlive: line.alive, signal: line.signal });
  }

  return {
    platform: 'telegram',
    publisher,
    powers: telegramPowers(telegram),
    ...(intake ? { webhook: { path: webhookPath, ...intake } } : {}),
    inviteUrl: () => (botName === '' ? '' : `https://t.me/${botName}?startgroup=hello`),
    start() {
      link ??= supervise(connect, describe, log);
      return link.tried;
    },
    async stop() {
      await link?.stop();
      await queue.drain();
      await onceEach.drain();
      agent.destroy();
      broadcastAgent.destroy();
    },
    health(): BotHealth {
      const health = link?.health() ?? { connected: false };
      return registration === undefined ? health : { ...health, registration };
    },
  };
}
