import type { Hono } from 'hono';
import { forgetAddress, writeAddress } from './address.ts';
import { startLocalDiscord } from './discord/index.ts';
import { createKeeper } from './keep.ts';
import { playgroundRoutes } from './routes.ts';
import type { Stage } from './stage.ts';
import { startLocalTelegram } from './telegram/index.ts';
import { sampleWorld } from './world.ts';

export interface Playground {
  /** The settings with which a program talks to these platforms and to no others. */
  settings: {
    DISCORD_TOKEN: string;
    DISCORD_API_URL: string;
    TELEGRAM_TOKEN: string;
    TELEGRAM_API_URL: string;
  };
  stages: readonly Stage[];
  /** The page and what it asks for; only for loopback. */
  routes: Hono;
  /** Tells `say` where this playground is. */
  announce(url: string): Promise<void>;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Where the playground keeps what must outlive it. */
  folder: string;
  now: () => number;
}

/** When ids of Telegram messages begin to count, in seconds since the epoch: they are 32-bit numbers. */
const idsBegin = Date.UTC(2026, 0, 1) / 1000;

/** An id that no earlier start has given: a bot remembers its messages and shall not find others under their ids. */
const idAt = (now: number): number => Math.max(0, Math.floor(now / 1000) - idsBegin);

/** Starts both local platforms with the sample community. */
export async function startPlayground({ folder, now }: PlaygroundOptions): Promise<Playground> {
  const world = sampleWorld;
  const keeper = createKeeper(folder, world, () => ({
    discord: discord.kept(),
    telegram: telegram.kept(),
  }));
  const before = await keeper.load();
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({ world, now, kept: before.discord }),
    startLocalTelegram({ world, now, kept: before.telegram, lastId: idAt(now()) }),
  ]);
  const stages = [discord.stage, telegram.stage];
  // A playground that cannot keep anything is still one to play in.
  const keep = () => keeper.save().catch(() => undefined);
  for (const stage of stages) stage.onChange(() => void keep());
  return {
    settings: {
      DISCORD_TOKEN: world.discord.bot.token,
      DISCORD_API_URL: discord.url,
      TELEGRAM_TOKEN: world.telegram.bot.token,
      TELEGRAM_API_URL: telegram.url,
    },
    stages,
    routes: playgroundRoutes({
      stages,
      run: now(),
      mediaOrigin: new URL(discord.url).origin,
    }),
    announce: (url) => writeAddress(folder, url, process.pid),
    async stop() {
      await forgetAddress(folder);
      await Promise.all([discord.stop(), telegram.stop()]);
      await keep();
    },
  };
}
