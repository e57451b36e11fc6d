import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Playground, startPlayground } from '../../playground/index.ts';

const answer = z.object({
  description: z.string().optional(),
  result: z.object({ message_id: z.number() }).optional(),
});
const channel = -1001000000002;
const lobby = '1400000000000000002';

const call = async ({ settings }: Playground, method: string, params: object) => {
  const { TELEGRAM_API_URL: url, TELEGRAM_TOKEN: token } = settings;
  const response = await fetch(`${url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return answer.parse(await response.json());
};

const begun = Date.parse('2026-11-24T02:00:00Z');

const theatre = async (play: (start: (at?: number) => Promise<Playground>) => Promise<void>) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-restart-'));
  const started: Playground[] = [];
  try {
    await play(async (at = begun) => {
      const playground = await startPlayground({ folder, now: () => at });
      started.push(playground);
      return playground;
    });
  } finally {
    for (const playground of started) await playground.stop();
    rmSync(folder, { recursive: true });
  }
};

const textsOf = (playground: Playground, actor: string, place: string): string[] => {
  const [, telegram] = playground.drivers;
  return (telegram?.messages(actor, place) ?? []).map(({ body }) =>
    body.map(({ text }) => text).join(''),
  );
};

test('shows the same screens after a restart and lets them be corrected', async () => {
  await theatre(async (start) => {
    const first = await start();
    const alert = await call(first, 'sendMessage', { chat_id: channel, text: 'an alert' });
    await first.stop();

    const second = await start(begun + 60_000);
    await call(second, 'sendMessage', { chat_id: channel, text: 'something else' });
    const message_id = alert.result?.message_id;
    await call(second, 'editMessageText', { chat_id: channel, message_id, text: 'corrected' });
    expect(textsOf(second, 'linh', String(channel))).toEqual(['corrected', 'something else']);
  });
});

test('keeps what was saved before a crash', async () => {
  await theatre(async (start) => {
    const first = await start();
    await first.drivers[0]?.sendMessage('linh', lobby, 'xin chào');
    await first.drivers[1]?.sendMessage('linh', 'dm', '/start');
    const again = await vi.waitFor(async () => {
      const second = await start(begun + 60_000);
      expect(second.drivers[1]?.messages('linh', 'dm')).toHaveLength(1);
      return second;
    }, 6_000);
    expect(again.drivers[0]?.messages('linh', lobby).map(({ body }) => body[0]?.text)).toEqual([
      'xin chào',
    ]);
  });
});

test('ignores an unreadable snapshot and uses new ids afterwards', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-restart-'));
  const first = await startPlayground({ folder, now: () => begun });
  const alert = await call(first, 'sendMessage', { chat_id: channel, text: 'an alert' });
  await first.stop();
  writeFileSync(path.join(folder, 'platforms.bin'), 'torn');

  const second = await startPlayground({ folder, now: () => begun + 60_000 });
  await call(second, 'sendMessage', { chat_id: channel, text: 'something else' });
  const correction = { chat_id: channel, message_id: alert.result?.message_id, text: 'corrected' };
  expect(await call(second, 'editMessageText', correction)).toMatchObject({
    description: 'Bad Request: message to edit not found',
  });
  await second.stop();
  rmSync(folder, { recursive: true });
});
