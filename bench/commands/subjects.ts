import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Platform } from './load.ts';
import { freePort, type Launch } from './processes.ts';
import { fillStore } from './store.ts';
import { benchWorld } from './world.ts';

const root = path.resolve(import.meta.dirname, '../..');
const tokens = {
  discord: benchWorld.discord.bot.token,
  telegram: benchWorld.telegram.bot.token,
} as const;

type Urls = Readonly<Record<Platform, string>>;

/** One program that is measured. */
export interface Subject {
  name: string;
  platforms: readonly Platform[];
  /** What people send, and what stands in each right answer. */
  text: string;
  expected: string;
  launch(urls: Urls): Promise<Launch>;
}

const flags = ['--disable-warning=ExperimentalWarning'];
const script = (name: string) => [...flags, path.join(import.meta.dirname, `${name}.ts`)];

/** A program for one platform with nothing but its token, the platform's address and a port. */
const single = (name: string, platform: Platform, file: string): Subject => ({
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

export const raw = {
  telegram: single('raw responder', 'telegram', 'raw-telegram'),
  discord: single('raw responder', 'discord', 'raw-discord'),
} as const;

export const byHand = {
  telegram: single('by hand, telegraf', 'telegram', 'by-hand-telegram'),
  discord: single('by hand, discord.js', 'discord', 'by-hand-discord'),
} as const;

/** What a program needs to know that speaks to both platforms and takes Telegram's webhook. */
const bothPlatforms = async (urls: Urls) => ({
  BENCH_DISCORD_TOKEN: tokens.discord,
  BENCH_DISCORD_URL: urls.discord,
  BENCH_TELEGRAM_TOKEN: tokens.telegram,
  BENCH_TELEGRAM_URL: urls.telegram,
  BENCH_PORT: String(await freePort()),
});

export const hello: Subject = {
  name: 'Callboard, in memory',
  platforms: ['telegram', 'discord'],
  text: '/hello',
  expected: 'Hello!',
  launch: async (urls) => ({
    args: script('hello'),
    env: await bothPlatforms(urls),
  }),
};

/** `/events` by hand, on a copy of the same store. */
const eventsByHand = (database: string, expected: string): Subject => ({
  name: 'by hand `/events`, Prisma, PGlite',
  platforms: ['telegram', 'discord'],
  text: '/events',
  expected,
  launch: async (urls) => ({
    args: script('by-hand-events'),
    env: { ...(await bothPlatforms(urls)), BENCH_DATABASE: database },
  }),
});

/** The arguments with which `npm start` runs Node: its flags and the file. */
export function startArguments(): string[] {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  const words = scripts.start.split(' ');
  return words
    .slice(words.indexOf('node') + 1)
    .map((part) => (part.startsWith('src/') ? path.join(root, part) : part));
}

/** `/events` of the whole program. Its folder has no `.env`, so that only these settings count. */
export const events = (
  name: string,
  store: { folder: string; url?: string },
  expected: string,
): Subject => ({
  name,
  platforms: ['telegram', 'discord'],
  text: '/events',
  expected,
  launch: async (urls) => {
    const port = String(await freePort());
    return {
      args: [...(process.env.BENCH_FLAGS?.split(' ') ?? []), ...startArguments()],
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
        // A few people send what thousands would: they are counted, and never too many.
        COMMANDS_PER_MINUTE: '10000',
        ...(store.url === undefined ? {} : { DATABASE_URL: store.url }),
      },
      isReady: (said) =>
        (['discord', 'telegram'] as const).every((bot) =>
          new RegExp(`"bot":"${bot}","msg":"connected"`).test(said),
        ),
    };
  },
});

/** `/events` of the whole program on a new store in `folder`, after the same by hand where it is wanted. */
export async function eventsOnPGlite(folder: string, withHand: boolean): Promise<Subject[]> {
  const database = path.join(folder, 'database');
  const first = await fillStore({ folder: database }, Date.now());
  const program = events('Callboard `/events`, PGlite', { folder }, first);
  if (!withHand) return [program];
  const copy = `${database}-by-hand`;
  cpSync(database, copy, { recursive: true });
  return [eventsByHand(copy, first), program];
}
