import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startLocalDiscord } from '../playground/discord/index.ts';
import { sampleWorld as world } from '../playground/sample-world.ts';
import { startLocalTelegram } from '../playground/telegram/index.ts';
import { createDatabaseFolder } from './support/database/test-databases.ts';

const data = mkdtempSync(path.join(tmpdir(), 'callboard-main-'));
const running: ChildProcess[] = [];
let discord: Awaited<ReturnType<typeof startLocalDiscord>>;
let telegram: Awaited<ReturnType<typeof startLocalTelegram>>;
beforeAll(async () => {
  [discord, telegram] = await Promise.all([
    startLocalDiscord({ world }),
    startLocalTelegram({ world, anyWebhookPort: true }),
    createDatabaseFolder(path.join(data, 'database')),
    createDatabaseFolder(path.join(data, 'second/database')),
  ]);
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await Promise.all([discord.stop(), telegram.stop()]);
  rmSync(data, { recursive: true, force: true });
});

const onDiscord = () => ({
  DISCORD_TOKEN: world.discord.bot.token,
  DISCORD_API_URL: discord.url,
});
const onTelegram = (token = world.telegram.bot.token) => ({
  TELEGRAM_TOKEN: token,
  TELEGRAM_API_URL: telegram.url,
});

interface Program {
  child: ChildProcess;
  /** Everything that it has written. */
  said(): string;
  ended: Promise<number | null>;
  /** What `/healthz` answers, once it does. */
  health(): Promise<{ status: number; state: unknown }>;
}

/** The program in a process of its own, with these settings and no others. */
function start(settings: Record<string, string>): Program {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.resolve('src/main.js')],
    { env: { PATH: process.env.PATH, PORT: '0', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.push(child);
  let text = '';
  const hear = (part: Buffer) => {
    text += String(part);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    child,
    said: () => text,
    ended: new Promise((resolve) => child.once('close', resolve)),
    async health() {
      const url = await vi.waitFor(
        () => {
          const found = /at (http:\S+\/healthz)/.exec(text)?.[1];
          if (found === undefined) throw new Error(`no address in: ${text}`);
          return found;
        },
        { timeout: 15_000 },
      );
      const response = await fetch(url);
      return { status: response.status, state: await response.json() };
    },
  };
}

const eventually = { timeout: 15_000, interval: 100 };

test('names all invalid settings at once without their values and does not start', async () => {
  const program = start({
    DATA_DIR: path.join(data, 'never'),
    DISCORD_TOKEN: 'short-secret',
    TELEGRAM_API_URL: 'ftp://example.org',
    PORT: 'many',
    LOCALE: 'fr',
  });
  expect(await program.ended).toBe(1);
  for (const name of ['DISCORD_TOKEN', 'TELEGRAM_API_URL', 'PORT', 'LOCALE'])
    expect(program.said()).toContain(`${name}: expected`);
  expect(program.said()).not.toContain('short-secret');
  expect(existsSync(path.join(data, 'never'))).toBe(false);
});

test('starts the other platform when one rejects its token', async () => {
  const wrong = '700001:a-token-that-nobody-has-given-out';
  const program = start({ DATA_DIR: data, ...onDiscord(), ...onTelegram(wrong) });
  await vi.waitFor(
    async () =>
      expect(await program.health()).toEqual({
        status: 503,
        state: {
          ok: false,
          discord: { connected: true, features: expect.any(Object) },
          telegram: {
            connected: false,
            problem: '401: Unauthorized',
            features: expect.any(Object),
          },
        },
      }),
    eventually,
  );

  const second = start({ DATA_DIR: data, ...onDiscord() });
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/Another Callboard \(process \d+ on \S+\) is using the database/);

  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.said()).not.toContain(wrong);
});

test('stops when told to right after connecting, while the rest still starts', async () => {
  const program = start({ DATA_DIR: data, ...onDiscord() });
  await vi.waitFor(() => expect(program.said()).toContain('"msg":"connected"'), {
    timeout: 15_000,
    interval: 2,
  });
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.said()).toContain('"msg":"stopped"');
});

test('retries a platform that is down until it is reachable', async () => {
  const down = createServer();
  const port = await new Promise<number>((resolve) =>
    down.listen(0, '127.0.0.1', () => {
      const address = down.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  await new Promise((resolve) => down.close(resolve));
  const program = start({
    DATA_DIR: data,
    ...onDiscord(),
    ...onTelegram(),
    TELEGRAM_API_URL: `http://127.0.0.1:${port}`,
  });
  await vi.waitFor(
    async () =>
      expect(await program.health()).toMatchObject({
        status: 503,
        state: {
          discord: { connected: true, features: expect.any(Object) },
          telegram: { problem: expect.stringMatching(/ECONNREFUSED/) },
        },
      }),
    eventually,
  );
  const up = await startLocalTelegram({ world, port, anyWebhookPort: true });
  await vi.waitFor(
    async () =>
      expect(await program.health()).toEqual({
        status: 200,
        state: {
          ok: true,
          discord: { connected: true, features: expect.any(Object) },
          telegram: { connected: true, features: expect.any(Object) },
        },
      }),
    eventually,
  );
  await vi.waitFor(
    () => expect(program.said()).toMatch(/Add the bot: https:\/\/discord\.com\/oauth2/),
    eventually,
  );
  expect(program.said()).toContain('Add the bot: https://t.me/callboard_bot');
  expect(program.said()).not.toContain(world.telegram.bot.token);
  program.child.kill('SIGINT');
  expect(await program.ended).toBe(0);
  await up.stop();
});

test('starts one bot with one token and explains a port in use', async () => {
  const backups = path.join(data, 'backups');
  const program = start({ DATA_DIR: data, BACKUP_DIR: backups, ...onTelegram() });
  await vi.waitFor(
    async () =>
      expect(await program.health()).toEqual({
        status: 200,
        state: { ok: true, telegram: { connected: true, features: expect.any(Object) } },
      }),
    eventually,
  );
  await vi.waitFor(() => expect(existsSync(backups)).toBe(true), eventually);
  await vi.waitFor(
    () => expect(readdirSync(backups)).toEqual([expect.stringMatching(/^callboard-.*\.backup$/)]),
    eventually,
  );
  const port = /localhost:(\d+)/.exec(program.said())?.[1] ?? '';
  const second = start({ DATA_DIR: path.join(data, 'second'), PORT: port, ...onDiscord() });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`Callboard cannot listen at 127.0.0.1:${port}`);
  expect(second.said()).toContain('set PORT');
});

test('stops while the database is being created and leaves no half made cluster', async () => {
  const place = path.join(data, 'new');
  const program = start({ DATA_DIR: place, ...onTelegram() });
  await vi.waitFor(() => {
    const names = existsSync(place) ? readdirSync(place) : [];
    if (!names.some((name) => name.startsWith('database.new-'))) throw new Error('not yet');
  }, eventually);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(existsSync(path.join(place, 'database'))).toBe(false);
});
