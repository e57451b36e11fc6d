import type { Hono } from 'hono';
import { startLocalDiscord } from './discord/index.ts';
import type { ClientDriver } from './driver/client-driver.ts';
import { sampleWorld } from './sample-world.ts';
import { deleteAddressFile, writeAddressFile } from './server/address-file.ts';
import { playgroundRoutes } from './server/routes.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { startLocalTelegram } from './telegram/index.ts';

export interface Playground {
  /** Settings that connect the program to these platforms only. */
  settings: {
    DISCORD_TOKEN: string;
    DISCORD_API_URL: string;
    TELEGRAM_TOKEN: string;
    TELEGRAM_API_URL: string;
  };
  drivers: readonly ClientDriver[];
  /** The page and its API; only for loopback. */
  routes: Hono;
  /** Records the address for `npm run say`. */
  publishAddress(url: string): Promise<void>;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Data folder of the playground. */
  folder: string;
  now: () => number;
  /** Receives sentences for the person who starts it. */
  warn?(message: string): void;
}

/** Seconds since the epoch at which Telegram message ids begin: they are 32-bit numbers. */
const telegramIdEpoch = Date.UTC(2026, 0, 1) / 1000;

/** An id above all of earlier starts: the bot stores ids of its messages, which must not be reused. */
const firstTelegramId = (now: number): number =>
  Math.max(0, Math.floor(now / 1000) - telegramIdEpoch);

/** Starts both local platforms with the sample world. */
export async function startPlayground({
  folder,
  now,
  warn = () => undefined,
}: PlaygroundOptions): Promise<Playground> {
  const world = sampleWorld;
  const snapshots = createSnapshotStore({
    folder,
    world,
    current: () => ({ discord: discord.snapshot(), telegram: telegram.snapshot() }),
    warn,
  });
  const stored = await snapshots.load();
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({ world, now, snapshot: stored.discord }),
    startLocalTelegram({ world, now, snapshot: stored.telegram, lastId: firstTelegramId(now()) }),
  ]);
  const drivers = [discord.driver, telegram.driver];
  // Best effort: without a snapshot only the next start is affected.
  const save = () => snapshots.save().catch(() => undefined);
  for (const driver of drivers) driver.onChange(() => void save());
  return {
    settings: {
      DISCORD_TOKEN: world.discord.bot.token,
      DISCORD_API_URL: discord.url,
      TELEGRAM_TOKEN: world.telegram.bot.token,
      TELEGRAM_API_URL: telegram.url,
    },
    drivers,
    routes: playgroundRoutes({
      drivers,
      startId: now(),
      mediaOrigin: new URL(discord.url).origin,
    }),
    publishAddress: (url) => writeAddressFile(folder, url, process.pid),
    async stop() {
      await deleteAddressFile(folder);
      await Promise.all([discord.stop(), telegram.stop()]);
      await save();
    },
  };
}
