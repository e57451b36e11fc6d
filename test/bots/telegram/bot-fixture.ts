import { Hono } from 'hono';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import type { Bot, BotDependencies, LifecycleEvents } from '../../../bots/bot.ts';
import { createTelegramBot } from '../../../bots/telegram/telegram-bot.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';
import type { LocalTelegram } from '../../../playground/telegram/index.ts';
import type { Responder } from '../../../src/kit/adapter/responder.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { textMessage } from '../../../src/message/build.ts';
import { noPictures } from '../../../src/pictures/pictures.ts';
import { startWebServer, type WebServer } from '../../../src/web/server.ts';
import { webhookRoutes } from '../../../src/web/webhook-routes.ts';
import { plainManifest } from '../../support/fixtures/manifests.ts';

const { token } = sampleWorld.telegram.bot;
const localizers = { en: createTranslator('en'), vi: createTranslator('vi') };

export type LineHandler = (line: string, responder: Responder) => Promise<void>;
export const echoHandler: LineHandler = async (line, responder) => {
  await responder.say(textMessage(`you said ${line}`), 'public');
};

export interface BotFixture {
  bot: Bot;
  web: WebServer;
  /** Everything that was logged. */
  logged: string[];
  stop(): Promise<void>;
}

interface Options {
  port: number;
  webhook: boolean;
  places: Partial<LifecycleEvents>;
  /** Where handled updates are stored; nowhere by default. */
  handledUpdates: BotDependencies['handledUpdates'];
  /** Parts of the dispatcher other than `/say`. */
  dispatcher: Partial<BotDependencies['dispatcher']>;
  /** Its commands; `/help`, answered for all, by default. */
  manifests: BotDependencies['manifests'];
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A bot that answers `/say` with `answer`, with its web server; it receives updates by webhook by default. */
export async function startBotFixture(
  { url }: LocalTelegram,
  answer: LineHandler = echoHandler,
  {
    port = 0,
    webhook = true,
    places = {},
    dispatcher = {},
    manifests = [plainManifest('help', 'public')],
    now = Date.now,
    handledUpdates = () => ({ recent: async () => [], save: async () => {} }),
  }: Partial<Options> = {},
): Promise<BotFixture> {
  const logged: string[] = [];
  const noted: { route?: Pick<Hono, 'fetch'> } = {};
  // The address is known only once the port is open.
  const web = await startWebServer(
    { fetch: (...given) => noted.route?.fetch(...given) ?? new Response(null, { status: 503 }) },
    { host: '127.0.0.1', port },
  );
  const bot = createTelegramBot(
    {
      token,
      apiUrl: url,
      webhook: webhook ? { publicUrl: `${web.url}/`, checkEvery: 20 } : undefined,
    },
    {
      dispatcher: {
        runCommand: ({ line = '' }, responder) => answer(line, responder),
        pressButton: async () => {},
        answerPrompt: async () => false,
        answerText: async () => {},
        readLink: () => undefined,
        suggest: async () => [],
        saveAction: async () => '',
        ...dispatcher,
      },
      manifests,
      localizers,
      pictures: noPictures,
      lifecycle: {
        joined: async () => {},
        present: async () => {},
        left: async () => {},
        reopened: async () => {},
        migrated: async () => {},
        platformCommunityChanged: async () => {},
        permissionsRestored: async () => {},
        ...places,
      },
      readerOf: async () => ({ locale: 'en', zone: 'UTC' }),
      isDatabaseAvailable: () => true,
      handledUpdates,
      log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
      now,
    },
  );
  noted.route = new Hono().route('/', webhookRoutes(bot.webhook ? [bot.webhook] : []));
  bot.start();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= bot.stop().then(() => web.close());
    return stopped;
  };
  onTestFinished(stop);
  await expect.poll(() => bot.health().isConnected).toBe(true);
  return { bot, web, logged, stop };
}
