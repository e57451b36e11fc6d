import { Hono } from 'hono';
import pino from 'pino';
import type { BotDependencies } from '../../../bots/bot.ts';
import { createDiscordBot } from '../../../bots/discord/discord-bot.ts';
import { createTelegramBot } from '../../../bots/telegram/telegram-bot.ts';
import { everyone } from '../../../src/kit/define/access.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import type { Localizer, ParseContext } from '../../../src/kit/define/parse-context.ts';
import { createManifests } from '../../../src/kit/menu/manifest.ts';
import { createDispatcher } from '../../../src/kit/runtime/dispatcher.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import type { Locale } from '../../../src/language/locale.ts';
import { textMessage } from '../../../src/message/build.ts';
import { noPictures } from '../../../src/pictures/pictures.ts';
import { startWebServer } from '../../../src/web/server.ts';
import { webhookRoutes } from '../../../src/web/webhook-routes.ts';
import { memoryStore } from './memory-store.ts';

/** The one-line command through the kit and both bots, with an in-memory store. */
const {
  BENCH_DISCORD_TOKEN = '',
  BENCH_DISCORD_URL = '',
  BENCH_TELEGRAM_TOKEN = '',
  BENCH_TELEGRAM_URL = '',
  BENCH_PORT = '',
} = process.env;

interface Context extends ParseContext {
  user: string;
  place: string;
}

const { defineCommand } = createDefiners<Context>();
const hello = defineCommand({ name: 'hello', access: everyone, run: () => textMessage('Hello!') });

const own: Readonly<Record<string, string>> = {
  'commands.hello.name': 'hello',
  'commands.hello.description': 'Says hello',
};
function wordsIn(locale: Locale): Localizer {
  const { t } = createTranslator(locale);
  return { t: (key, params) => own[key] ?? t(key, params) };
}
const localizers = { en: wordsIn('en'), vi: wordsIn('vi') };

const dispatcher = createDispatcher<Context>({
  commands: [hello],
  createContext: async ({ platform, user, chat }) => ({
    t: localizers.vi.t,
    locale: 'vi',
    zone: 'Asia/Ho_Chi_Minh',
    now: Temporal.Now.instant(),
    user: `${platform}:${user.platformId}`,
    place: chat.platformId,
  }),
  communityChoices: async () => [],
  checkCondition: async () => true,
  promptKey: ({ user, place }) => ({ accountId: user, place }),
  currentPlace: ({ place }) => place,
  cooldownScope: ({ user }) => user,
  localizerFor: () => localizers.vi,
  store: memoryStore(),
  reportError(error) {
    console.error(error);
    return 'none';
  },
});

const parts: BotDependencies = {
  dispatcher,
  manifests: createManifests([hello]),
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
  },
  readerOf: async () => ({ locale: 'vi', zone: 'Asia/Ho_Chi_Minh' }),
  isDatabaseAvailable: () => true,
  handledUpdates: () => ({ recent: async () => [], save: async () => {} }),
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
await startWebServer(routes, { host: '127.0.0.1', port: Number(BENCH_PORT) });
for (const bot of bots) bot.start();
const timer = setInterval(() => {
  if (!bots.every((bot) => bot.health().isConnected)) return;
  clearInterval(timer);
  console.log('ready');
}, 5);
