import type { Hono } from 'hono';
import { startLocalDiscord } from './discord/index.ts';
import type { ClientDriver } from './driver/client-driver.ts';
import { sampleWorld } from './sample-world.ts';
import { deleteAddressFile, writeAddressFile } from './server/address-file.ts';
import { playgroundRoutes } from './server/routes.ts';
import { createSnapshotStore } from './snapshot-store.ts';
import { startLocalTelegram } from './telegram/index.ts';

export interface Playground {
  /** The settings with which a program talks to these platforms and to no others. */
  settings: {
    DISCORD_TOKEN: string;
    DISCORD_API_URL: string;
    TELEGRAM_TOKEN: string;
    TELEGRAM_API_URL: string;
  };
  drivers: readonly ClientDriver[];
  /** The page and what it asks for; only for loopback. */
  routes: Hono;
  /** Tells `say` where this playground is. */
  publishAddress(url: string): Promise<void>;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Where the playground keeps what must outlive it. */
  folder: string;
  now: () => number;
}

/** When ids of Telegram messages begin to count, in seconds since the epoch: they are 32-bit numbers. */
const telegramIdEpoch = Date.UTC(2026, 0, 1) / 1000;

/** An id that no earlier start has given: a bot remembers its messages and shall not find others under their ids. */
const firstTelegramId = (now: number): number =>
  Math.max(0, Math.floor(now / 1000) - telegramIdEpoch);

/** Starts both local platforms with the sample community. */
export async function startPlayground({ folder, now }: PlaygroundOptions): Promise<Playground> {
  const world = sampleWorld;
  const keeper = createSnapshotStore(folder, world, () => ({
    discord: discord.snapshot(),
    telegram: telegram.snapshot(),
  }));
  const before = await keeper.load();
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({ world, now, snapshot: before.discord }),
    startLocalTelegram({ world, now, snapshot: before.telegram, lastId: firstTelegramId(now()) }),
  ]);
  const drivers = [discord.driver, telegram.driver];
  // A playground that cannot keep anything is still one to play in.
  const keep = () => keeper.save().catch(() => undefined);
  for (const stage of drivers) stage.onChange(() => void keep());
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
      await keep();
    },
  };
}
