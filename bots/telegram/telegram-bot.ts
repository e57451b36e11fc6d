import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TelegramError } from 'telegraf';
import { createCommandIndex } from '../../src/kit/names/command-index.ts';
import type { Bot, BotDependencies } from '../bot.ts';
import {
  type ConnectionControl,
  type SupervisedConnection,
  superviseConnection,
} from '../shared/connection-supervisor.ts';
import { createKeyedQueue } from '../shared/keyed-queue.ts';
import { redactToken } from '../shared/redact-token.ts';
import { TelegramClient } from './api/client.ts';
import { createTelegramPermissions } from './api/permissions.ts';
import { registerMenus } from './api/register-menus.ts';
import { createAdministratorMemory } from './ephemeral/administrator-memory.ts';
import { createFeatureWatch } from './features/feature-watch.ts';
import { createInlineEditor } from './inline/edit-inline-message.ts';
import { createInlineHandler } from './inline/inline-handler.ts';
import { telegramInviteUrl } from './invite-url.ts';
import { fetchTelegramFile } from './read/fetch-file.ts';
import { createPictureUploads } from './send/picture-uploads.ts';
import { createTelegramPublisher } from './send/publisher.ts';
import { createUpdateHandler } from './update-handler.ts';
import { createUpdateRouter } from './update-router.ts';
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
  /** Telegram sends updates to our web server; without it they are polled. */
  webhook?: WebhookSettings | undefined;
}

/** A token begins with the id of its bot. */
const botIdOf = (token: string): string => token.split(':')[0] ?? '';

/** Separate connections, so that a broadcast never delays answers. */
function createAgents(apiUrl: string) {
  const Agent = apiUrl.startsWith('https:') ? HttpsAgent : HttpAgent;
  const replies = new Agent({ keepAlive: true, maxSockets: 64 });
  const broadcasts = new Agent({ keepAlive: true, maxSockets: 256 });
  return { replies, broadcasts };
}

/** Describes an error for the log, without the bot's token. */
const describeErrorWithout =
  (token: string) =>
  (error: unknown): string => {
    const text = error instanceof Error ? error.message : String(error);
    return redactToken(
      error instanceof TelegramError ? `${error.code}: ${error.description}` : text,
      token,
    );
  };

/** The Telegram bot. telegraf describes the API; state that must survive a restart is in the database. */
export function createTelegramBot(settings: TelegramSettings, dependencies: BotDependencies): Bot {
  const { token, apiUrl, webhook } = settings;
  const { dispatcher, manifests, localizers, lifecycle, log } = dependencies;
  const { isDatabaseAvailable, handledUpdates, now } = dependencies;
  const describeError = describeErrorWithout(token);
  const agents = createAgents(apiUrl);
  const telegram = new TelegramClient({ token, apiUrl, agent: agents.replies });
  const queue = createKeyedQueue();
  const commands = createCommandIndex(
    manifests.map(({ name }) => name),
    Object.values(localizers),
  );
  let botName = '';
  let registrationProblem: string | undefined;
  let hasMenus = false;
  let connection: SupervisedConnection | undefined;
  const administrators = createAdministratorMemory(now);
  const features = createFeatureWatch({
    call: (method, params) => telegram.probe(method, params),
    // While connecting, the menus are updated next.
    onChange: () => void (hasMenus && updateMenus()),
    log,
  });
  telegram.onUnknownMethod = features.onUnknownMethod;
  telegram.onRichRefused = (error) =>
    log.warn(
      { event: 'telegram.rich_refused', problem: describeError(error) },
      'a message with tables was refused and is sent as text',
    );
  const botId = botIdOf(token);
  telegram.pictures = createPictureUploads({ source: dependencies.pictures, botId, log });

  const handler = createUpdateHandler({
    ...{ telegram, commands, manifests, localizers, dispatcher, queue, log },
    ...{ features, administrators, now },
    botName: () => botName,
    readerOf: ({ user: { platformId, locale } }) =>
      dependencies.readerOf({
        platform: 'telegram',
        user: platformId,
        ...(locale === undefined ? {} : { locale }),
      }),
  });
  const inline = createInlineHandler(telegram, features.current, dependencies, describeError);
  const onUpdate = createUpdateRouter({ commands, lifecycle, handler, administrators, inline });
  const updates = createUpdateDeduplicator({
    handle: createUpdateRetry({ onUpdate, isDatabaseAvailable, describeError, log }),
    record: handledUpdates(botId),
    ...{ isDatabaseAvailable, describeError, log },
  });
  const { handle } = updates;
  const intake = webhook && createWebhookIntake(webhookSecret(token), handle, now);

  async function updateMenus(): Promise<void> {
    try {
      await registerMenus(telegram, manifests, localizers, features.current());
      registrationProblem = undefined;
    } catch (error) {
      registrationProblem = describeError(error);
      log.warn(
        { event: 'telegram.menus_rejected', problem: registrationProblem },
        'Telegram rejected a command menu; commands still work',
      );
    }
  }

  async function connect(control: ConnectionControl): Promise<void> {
    const me = await telegram.getMe();
    botName = me.username;
    // Pending updates are kept, and come by polling.
    if (!webhook) await telegram.deleteWebhook();
    hasMenus = false;
    await features.refresh();
    await updateMenus();
    hasMenus = true;
    void features.keepFresh(control.signal);
    if (webhook && intake) return keepWebhookSet(telegram, intake, webhook, control);
    control.reportConnected();
    await pollUpdates({
      ...{ telegram, handle, signal: control.signal },
      onAlive: control.reportConnected,
    });
  }

  return {
    platform: 'telegram',
    publisher: createTelegramPublisher({
      ...{ token, apiUrl, agent: agents.broadcasts, replyClient: telegram },
      isPaid: settings.paid ?? false,
      features: features.current,
      pictures: telegram.pictures,
    }),
    platformPermissions: createTelegramPermissions(telegram, features.current, () => botName),
    ...(intake ? { webhook: { path: webhookPath, ...intake } } : {}),
    inviteUrl: () => telegramInviteUrl(botName),
    editInlineMessage: createInlineEditor(telegram, features.current),
    fetchFile: (file, maxBytes) => fetchTelegramFile(telegram, file, maxBytes, { token, apiUrl }),
    start() {
      connection ??= superviseConnection(connect, describeError, log);
      return connection.firstAttempt;
    },
    async stop() {
      await connection?.stop();
      await queue.drain();
      await updates.drain();
      agents.replies.destroy();
      agents.broadcasts.destroy();
    },
    health() {
      return {
        ...(connection?.health() ?? { isConnected: false }),
        ...(registrationProblem === undefined ? {} : { registrationProblem }),
        features: { ...features.current() },
        ...(features.isLatched() ? { latched: 'ephemeral' } : {}),
      };
    },
  };
}
