import { Hono } from 'hono';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import type { Bot, BotParts, PlaceEvents } from '../../../bots/bot.ts';
import { createTelegramBot } from '../../../bots/telegram/index.ts';
import type { LocalTelegram } from '../../../playground/telegram/index.ts';
import { sampleWorld } from '../../../playground/world.ts';
import type { Responder } from '../../../src/kit/invocation.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { say } from '../../../src/message/build.ts';
import { startServer, type WebServer } from '../../../src/web/server.ts';
import { webhookRoutes } from '../../../src/web/webhooks.ts';

const { token } = sampleWorld.telegram.bot;
const words = { en: createTranslator('en'), vi: createTranslator('vi') };

export type Answer = (line: string, responder: Responder) => Promise<void>;
export const echo: Answer = async (line, responder) => {
  await responder.say(say(`you said ${line}`), 'public');
};

export interface Standing {
  bot: Bot;
  web: WebServer;
  /** Everything that was logged. */
  logged: string[];
  stop(): Promise<void>;
}

interface Options {
  port: number;
  webhook: boolean;
  places: Partial<PlaceEvents>;
  /** Where what was handled is kept; nowhere unless said otherwise. */
  handledUpdates: BotParts['handledUpdates'];
}

/** A bot that answers `/say` with `answer`, with its web server; updates come by webhook unless said otherwise. */
export async function startBot(
  { url }: LocalTelegram,
  answer: Answer = echo,
  {
    port = 0,
    webhook = true,
    places = {},
    handledUpdates = () => ({ recent: async () => [], keep: async () => {} }),
  }: Partial<Options> = {},
): Promise<Standing> {
  const logged: string[] = [];
  const noted: { route?: Pick<Hono, 'fetch'> } = {};
  // The address is known only once the port is open.
  const web = await startServer(
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
      pipeline: {
        handle: ({ line = '' }, responder) => answer(line, responder),
        press: async () => {},
        answer: async () => false,
        suggest: async () => [],
        keep: async () => '',
      },
      sheets: [{ name: 'help', arguments: [], access: { rule: 'everyone' }, visibility: 'public' }],
      words,
      places: {
        joined: async () => {},
        left: async () => {},
        reopened: async () => {},
        migrated: async () => {},
        rightsBack: async () => {},
        ...places,
      },
      readerOf: async () => ({ locale: 'en', zone: 'UTC' }),
      storeAnswers: () => true,
      handledUpdates,
      log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
      now: Date.now,
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
  await expect.poll(() => bot.health().connected).toBe(true);
  return { bot, web, logged, stop };
}
