import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Platform } from '../../../src/platform.ts';
import { benchWorld } from '../load/bench-world.ts';
import { freePort, type LaunchOptions } from '../load/processes.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const tokens = {
  discord: benchWorld.discord.bot.token,
  telegram: benchWorld.telegram.bot.token,
} as const;

export type PlatformUrls = Readonly<Record<Platform, string>>;

/** A measured program. */
export interface BenchProgram {
  name: string;
  platforms: readonly Platform[];
  /** The sent text, and a text that every correct answer contains. */
  text: string;
  expected: string;
  launch(urls: PlatformUrls): Promise<LaunchOptions>;
}

const flags = ['--disable-warning=ExperimentalWarning'];
const script = (name: string) => [...flags, path.join(import.meta.dirname, `${name}.ts`)];

/** A program for one platform, started with a token, the platform's address and a port. */
const single = (name: string, platform: Platform, file: string): BenchProgram => ({
  name,
  platforms: [platform],
  text: '/hello',
  expected: 'Hello!',
  launch: async (urls) => ({
    args: script(file),
    env: {
      BENCH_TOKEN: tokens[platform],
      BENCH_URL: urls[platform],
      BENCH_PORT: String(await freePort()),
    },
  }),
});

export const rawResponders = {
  telegram: single('raw responder', 'telegram', 'raw-telegram'),
  discord: single('raw responder', 'discord', 'raw-discord'),
} as const;

export const handwritten = {
  telegram: single('by hand, telegraf', 'telegram', 'by-hand-telegram'),
  discord: single('by hand, discord.js', 'discord', 'by-hand-discord'),
} as const;

/** Environment of a program for both platforms with Telegram's webhook. */
export const platformSettings = async (urls: PlatformUrls) => ({
  BENCH_DISCORD_TOKEN: tokens.discord,
  BENCH_DISCORD_URL: urls.discord,
  BENCH_TELEGRAM_TOKEN: tokens.telegram,
  BENCH_TELEGRAM_URL: urls.telegram,
  BENCH_PORT: String(await freePort()),
});

export const inMemoryCallboard: BenchProgram = {
  name: 'Callboard, in memory',
  platforms: ['telegram', 'discord'],
  text: '/hello',
  expected: 'Hello!',
  launch: async (urls) => ({
    args: script('hello'),
    env: await platformSettings(urls),
  }),
};

/** `/events` by hand, with its own database. */
export const handwrittenEvents = (database: string, expected: string): BenchProgram => ({
  name: 'by hand `/events`, Prisma, PGlite',
  platforms: ['telegram', 'discord'],
  text: '/events',
  expected,
  launch: async (urls) => ({
    args: script('by-hand-events'),
    env: { ...(await platformSettings(urls)), BENCH_DATABASE: database },
  }),
});

/** Arguments of Node in `npm start` of a checkout: flags and file. */
export function startArguments(folder = root): string[] {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')));
  const words = scripts.start.split(' ');
  return words
    .slice(words.indexOf('node') + 1)
    .map((part) => (part.startsWith('src/') ? path.join(folder, part) : part));
}

/** Data of the whole program. Its folder has no `.env`, so that only the bench's settings apply. */
export interface ProgramStore {
  folder: string;
  url?: string;
}

/** `/events` of the whole program, of this or another checkout. */
export const callboardEvents = (
  name: string,
  store: ProgramStore,
  expected: string,
  checkout = root,
): BenchProgram => ({
  name,
  platforms: ['telegram', 'discord'],
  text: '/events',
  expected,
  launch: async (urls) => {
    const port = String(await freePort());
    return {
      args: [...(process.env.BENCH_FLAGS?.split(' ') ?? []), ...startArguments(checkout)],
      cwd: store.folder,
      env: {
        DISCORD_TOKEN: tokens.discord,
        DISCORD_API_URL: urls.discord,
        TELEGRAM_TOKEN: tokens.telegram,
        TELEGRAM_API_URL: urls.telegram,
        TELEGRAM_UPDATES: 'webhook',
        PORT: port,
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        DATA_DIR: store.folder,
        LOG_LEVEL: 'info',
        // The rate limit stays active but is never reached by the few people who send all commands.
        COMMANDS_PER_MINUTE: '10000',
        ...(store.url === undefined ? {} : { DATABASE_URL: store.url }),
      },
      isReady: (said) =>
        (['discord', 'telegram'] as const).every((bot) =>
          new RegExp(`"bot":"${bot}".*"msg":"connected"`).test(said),
        ),
    };
  },
});

/** One bot of the whole program, of this or another checkout, in a process of its own; Telegram's by long polling. */
export async function singleBotOptions(
  platform: Platform,
  urls: PlatformUrls,
  store: ProgramStore,
  checkout = root,
): Promise<LaunchOptions> {
  const name = platform.toUpperCase();
  return {
    args: [...(process.env.BENCH_FLAGS?.split(' ') ?? []), ...startArguments(checkout)],
    cwd: store.folder,
    env: {
      ...{ [`${name}_TOKEN`]: tokens[platform], [`${name}_API_URL`]: urls[platform] },
      ...{ PORT: String(await freePort()), DATA_DIR: store.folder, LOG_LEVEL: 'info' },
      COMMANDS_PER_MINUTE: '10000',
      ...(store.url === undefined ? {} : { DATABASE_URL: store.url }),
    },
    isReady: (said) => new RegExp(`"bot":"${platform}".*"msg":"connected"`).test(said),
  };
}
