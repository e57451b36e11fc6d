import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TelegramError } from 'telegraf';
import type { Message, Update } from 'telegraf/types';
import type { Actor } from '../../src/kit/adapter/actor.ts';
import { createCommandIndex } from '../../src/kit/input/command-index.ts';
import type { Bot, BotDependencies, BotHealth } from '../bot.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import {
  type ConnectionControl,
  type SupervisedConnection,
  superviseConnection,
} from '../supervisor.ts';
import { TelegramClient } from './api/client.ts';
import { createTelegramPermissions } from './api/permissions.ts';
import { registerMenus } from './api/register-menus.ts';
import { redactTelegramToken } from './api/send-errors.ts';
import { readMembership } from './read/message.ts';
import { joinTwoWordCommand } from './read/two-word-command.ts';
import { createTelegramPublisher } from './send/publisher.ts';
import { createUpdateHandler } from './update-handler.ts';
import { createUpdateDeduplicator } from './updates/deduplicate.ts';
import { pollUpdates } from './updates/polling.ts';
import { createUpdateRetry } from './updates/retry.ts';
import {
  createWebhookIntake,
  keepWebhookSet,
  type WebhookSettings,
  webhookPath,
  webhookSecret,
} from './updates/webhook.ts';

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
export function createTelegramBot(settings: TelegramSettings, parts: BotDependencies): Bot {
  const { dispatcher, manifests, localizers, lifecycle, log } = parts;
  const Agent = settings.apiUrl.startsWith('https:') ? HttpsAgent : HttpAgent;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  // Broadcasts never stand in line with answers, nor for a socket once they are claimed.
  const broadcastAgent = new Agent({ keepAlive: true, maxSockets: 256 });
  const telegram = new TelegramClient({
    token: settings.token,
    apiUrl: settings.apiUrl,
    agent,
  });
  const publisher = createTelegramPublisher({
    token: settings.token,
    apiUrl: settings.apiUrl,
    agent: broadcastAgent,
    isPaid: settings.paid ?? false,
    replyClient: telegram,
  });
  const queue = createKeyedQueue();
  const commands = createCommandIndex(
    manifests.map(({ name }) => name),
    Object.values(localizers),
  );
  let botName = '';
  let registration: string | undefined;
  let link: SupervisedConnection | undefined;

  const readerOf = ({ user: { platformId, locale } }: Actor) =>
    parts.readerOf({
      platform: 'telegram',
      user: platformId,
      ...(locale === undefined ? {} : { locale }),
    });

  const incoming = createUpdateHandler({
    telegram,
    botName: () => botName,
    commands,
    manifests,
    localizers,
    dispatcher,
    queue,
    readerOf,
    log,
  });

  function withTwoWords(message: Message): Message {
    if ('text' in message) return { ...message, text: joinTwoWordCommand(message.text, commands) };
    return 'caption' in message && message.caption !== undefined
      ? { ...message, caption: joinTwoWordCommand(message.caption, commands) }
      : message;
  }

  /** @returns whether it asked anything of the bot */
  async function onUpdate(update: Update): Promise<boolean> {
    if ('message' in update) {
      const { message } = update;
      if ('migrate_to_chat_id' in message) {
        await lifecycle.migrated(
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
    if (!isIn) await lifecycle.left('telegram', place, isPrivate ? 'blocked' : 'removed');
    else {
      // Its rights may have come back too: whether they did, the next message tells.
      await lifecycle.reopened('telegram', place);
      if (!wasIn && !isPrivate) await lifecycle.joined('telegram', { platformId, title });
    }
  }

  const describe = (error: unknown): string =>
    redactTelegramToken(
      error instanceof TelegramError
        ? `${error.code}: ${error.description}`
        : error instanceof Error
          ? error.message
          : String(error),
      settings.token,
    );

  const { isDatabaseAvailable, handledUpdates } = parts;
  const onceEach = createUpdateDeduplicator({
    handle: createUpdateRetry({ onUpdate, isDatabaseAvailable, describe, log }),
    record: handledUpdates(botIdOf(settings.token)),
    ...{ isDatabaseAvailable, describe, log },
  });
  const { handle } = onceEach;
  const intake =
    settings.webhook && createWebhookIntake(webhookSecret(settings.token), handle, parts.now);

  async function connect(line: ConnectionControl): Promise<void> {
    const me = await telegram.getMe();
    botName = me.username;
    // What waits is kept: it comes by the other way.
    if (!settings.webhook) await telegram.deleteWebhook();
    try {
      await registerMenus(telegram, manifests, localizers);
      registration = undefined;
    } catch (error) {
      registration = describe(error);
      log.warn({ problem: registration }, 'Telegram refused a menu; commands still work');
    }
    if (settings.webhook && intake) return keepWebhookSet(telegram, intake, settings.webhook, line);
    line.reportConnected();
    await pollUpdates({ telegram, handle, onAlive: line.reportConnected, signal: line.signal });
  }

  return {
    platform: 'telegram',
    publisher,
    platformPermissions: createTelegramPermissions(telegram),
    ...(intake ? { webhook: { path: webhookPath, ...intake } } : {}),
    inviteUrl: () => (botName === '' ? '' : `https://t.me/${botName}?startgroup=hello`),
    start() {
      link ??= superviseConnection(connect, describe, log);
      return link.firstAttempt;
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
