import { Hono } from 'hono';
import pino from 'pino';
import type { BotParts } from '../../bots/bot.ts';
import { createDiscordBot } from '../../bots/discord/index.ts';
import { createTelegramBot } from '../../bots/telegram/index.ts';
import { everyone } from '../../src/kit/access.ts';
import { commandsFor } from '../../src/kit/command.ts';
import type { ReadContext, Words } from '../../src/kit/kind.ts';
import { createPipeline } from '../../src/kit/pipeline.ts';
import { sheets } from '../../src/kit/sheet.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import type { Locale } from '../../src/language/locale.ts';
import { say } from '../../src/message/build.ts';
import { startServer } from '../../src/web/server.ts';
import { webhookRoutes } from '../../src/web/webhooks.ts';
import { memoryStore } from './memory-store.ts';

/** The one-line command through the kit and both bots, with everything that it needs in memory. */
const {
  BENCH_DISCORD_TOKEN = '',
  BENCH_DISCORD_URL = '',
  BENCH_TELEGRAM_TOKEN = '',
  BENCH_TELEGRAM_URL = '',
  BENCH_PORT = '',
} = process.env;

interface Context extends ReadContext {
  user: string;
  place: string;
}

const { defineCommand } = commandsFor<Context>();
const hello = defineCommand({ name: 'hello', access: everyone, run: () => say('Hello!') });

const own: Readonly<Record<string, string>> = {
  'commands.hello.name': 'hello',
  'commands.hello.description': 'Says hello',
};
function wordsIn(locale: Locale): Words {
  const { t } = createTranslator(locale);
  return { t: (key, params) => own[key] ?? t(key, params) };
}
const words = { en: wordsIn('en'), vi: wordsIn('vi') };

const pipeline = createPipeline<Context>({
  commands: [hello],
  enter: async ({ platform, user, chat }) => ({
    t: words.vi.t,
    locale: 'vi',
    zone: 'Asia/Ho_Chi_Minh',
    now: Temporal.Now.instant(),
    user: `${platform}:${user.platformId}`,
    place: chat.platformId,
  }),
  alternatives: async () => [],
  authority: async () => true,
  key: ({ user, place }) => ({ accountId: user, place }),
  here: ({ place }) => place,
  scope: ({ user }) => user,
  words: () => words.vi,
  store: memoryStore(),
  report(error) {
    console.error(error);
    return 'none';
  },
});

const parts: BotParts = {
  pipeline,
  sheets: sheets([hello]),
  words,
  places: {
    joined: async () => {},
    left: async () => {},
    reopened: async () => {},
    migrated: async () => {},
    rightsBack: async () => {},
  },
  readerOf: async () => ({ locale: 'vi', zone: 'Asia/Ho_Chi_Minh' }),
  storeAnswers: () => true,
  handledUpdates: () => ({ recent: async () => [], keep: async () => {} }),
  log: pino({ level: 'warn' }),
  now: Date.now,
};

const publicUrl = `http://127.0.0.1:${BENCH_PORT}`;
const bots = [
  createDiscordBot({ token: BENCH_DISCORD_TOKEN, apiUrl: BENCH_DISCORD_URL }, parts),
  createTelegramBot(
    { token: BENCH_TELEGRAM_TOKEN, apiUrl: BENCH_TELEGRAM_URL, webhook: { publicUrl } },
    parts,
  ),
];
const routes = new Hono().route('/', webhookRoutes(bots.flatMap(({ webhook }) => webhook ?? [])));
await startServer(routes, { host: '127.0.0.1', port: Number(BENCH_PORT) });
for (const bot of bots) bot.start();
const timer = setInterval(() => {
  if (!bots.every((bot) => bot.health().connected)) return;
  clearInterval(timer);
  console.log('ready');
}, 5);
