import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import pino from 'pino';
import { startLocalDiscord } from '../../playground/discord/index.ts';
import type { Stage, World } from '../../playground/stage.ts';
import { startLocalTelegram } from '../../playground/telegram/index.ts';
import { sampleWorld } from '../../playground/world.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { paces, timesFaster } from '../../src/delivery/pacing.ts';
import { healthRoutes } from '../../src/web/health.ts';
import { createGuard } from '../../src/web/operator/guard.ts';
import { operatorRoutes } from '../../src/web/operator/routes.ts';
import { startServer } from '../../src/web/server.ts';
import { webhookRoutes } from '../../src/web/webhooks.ts';
import { checkDiscordRequest } from './discord-spec.ts';
import { fillSampleAgain } from './sample.ts';
import { parseWithTdlib } from './tdlib.ts';
import { checkTelegramRequest } from './telegram-spec.ts';

/** A clock that runs, and that a scenario can put forward. */
export interface Clock {
  now(): number;
  forward(milliseconds: number): void;
}

export function runningClock(start: number): Clock {
  const begun = performance.now();
  let ahead = 0;
  return {
    now: () => Math.round(start + (performance.now() - begun) + ahead),
    forward(milliseconds) {
      ahead += milliseconds;
    },
  };
}

const operatorToken = 'the-token-of-whoever-operates-it';

/** How many times faster than usual everything is that people wait for: the local platforms have no limits here. */
const haste = 20;
const brisk = {
  discord: timesFaster(paces.discord, haste),
  telegram: timesFaster(paces.telegram, haste),
};

export type House = Awaited<ReturnType<typeof openHouse>>;

export interface HouseOptions {
  database: OpenDatabase;
  /** Milliseconds since the epoch at which the scenario begins. */
  start: number;
  /** Without the sample community the store is empty. */
  sample?: boolean;
  environment?: Record<string, string>;
  /** Who and what stands on the platforms; the sample world unless said otherwise. */
  world?: World;
  /** Whether its web server runs too; Telegram then brings its updates there. */
  web?: boolean;
}

/** The whole program with both bots, against both local platforms, over sockets. */
export async function openHouse({
  database,
  start,
  sample = true,
  environment = {},
  world = sampleWorld,
  web = false,
}: HouseOptions) {
  const served: { routes?: Hono } = {};
  // The address is known only once the port is open.
  const server = web
    ? await startServer(
        {
          fetch: (...given) =>
            served.routes?.fetch(...given) ?? new Response(null, { status: 503 }),
        },
        { host: '127.0.0.1', port: 0 },
      )
    : undefined;
  const clock = runningClock(start);
  const problems: string[] = [];
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({
      world,
      now: clock.now,
      onRequest: (request) => {
        if (request.status < 400) problems.push(...checkDiscordRequest(request));
      },
    }),
    startLocalTelegram({
      anyWebhookPort: true,
      world,
      now: clock.now,
      onRequest: (request) => {
        problems.push(...checkTelegramRequest(request));
        const { text, parse_mode: mode } = request.params;
        if (typeof text === 'string' && mode === 'HTML') {
          const parsed = parseWithTdlib(text);
          if (parsed && 'error' in parsed) problems.push(`TDLib: ${parsed.error}`);
        }
      },
    }),
  ]);
  const config = readConfig({
    DISCORD_TOKEN: world.discord.bot.token,
    DISCORD_API_URL: discord.url,
    TELEGRAM_TOKEN: world.telegram.bot.token,
    TELEGRAM_API_URL: telegram.url,
    LOCALE: 'vi',
    TIME_ZONE: 'Asia/Ho_Chi_Minh',
    // People of a test type faster than people do.
    COMMANDS_PER_MINUTE: '0',
    ...(server ? { TELEGRAM_UPDATES: 'webhook', PUBLIC_URL: server.url } : {}),
    ...environment,
  });
  if (sample) await fillSampleAgain(database.prisma, start);
  const complaints: string[] = [];
  const log = pino(
    { level: 'warn', base: null },
    { write: (line: string) => complaints.push(line) },
  );
  const open = () =>
    createApp({
      ...{ config, database, log, now: clock.now, sending: { paces: brisk } },
      pause: (ms, signal) => sleep(ms / haste, undefined, { signal }).catch(() => undefined),
    });
  let app = await open();
  served.routes = new Hono()
    .route(
      '/',
      healthRoutes(() => app.health()),
    )
    .route('/', webhookRoutes(app.webhooks))
    .route(
      '/',
      operatorRoutes({
        ...app.operator,
        guard: createGuard({ token: operatorToken, now: clock.now }),
        place: 'OPERATOR_TOKEN',
        locale: config.LOCALE,
        zone: config.TIME_ZONE,
        now: clock.now,
      }),
    );
  await app.start();
  await app.connected(10_000);

  const stages: Record<'discord' | 'telegram', Stage> = {
    discord: discord.stage,
    telegram: telegram.stage,
  };
  return {
    clock,
    discord,
    telegram,
    stages,
    database,
    world,
    /** What the platforms' specifications say against our requests. */
    problems,
    /** Warnings and errors of the log. */
    complaints,
    /** The program ends and comes back on the same store. */
    async restart() {
      await app.stop();
      app = await open();
      await app.start();
      await app.connected(10_000);
    },
    health: () => app.health(),
    /** A page of its web server, as its operator sees it. */
    page: (path: string) =>
      fetch(`${server?.url}${path}`, { headers: { authorization: `Bearer ${operatorToken}` } }),
    /** The program looks once after itself. */
    look: () => app.look(),
    /** What goes to many chats, as the program that runs now sends it. */
    delivery: () => app.delivery,
    async close() {
      await app.stop();
      await Promise.all([discord.stop(), telegram.stop(), server?.close()]);
    },
  };
}
