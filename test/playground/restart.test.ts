import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Playground, startPlayground } from '../../playground/index.ts';

const answer = z.object({
  description: z.string().optional(),
  result: z.object({ message_id: z.number() }).optional(),
});
const channel = -1001000000002;

const call = async ({ settings }: Playground, method: string, params: object) => {
  const { TELEGRAM_API_URL: url, TELEGRAM_TOKEN: token } = settings;
  const response = await fetch(`${url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return answer.parse(await response.json());
};

test('a message of an earlier start is gone after the next, and no other has its id', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-restart-'));
  const begun = Date.parse('2026-11-24T02:00:00Z');
  const first = await startPlayground({ folder, now: () => begun });
  const alert = await call(first, 'sendMessage', { chat_id: channel, text: 'an alert' });
  await first.stop();

  const second = await startPlayground({ folder, now: () => begun + 60_000 });
  await call(second, 'sendMessage', { chat_id: channel, text: 'something else' });
  const correction = { chat_id: channel, message_id: alert.result?.message_id, text: 'corrected' };
  expect(await call(second, 'editMessageText', correction)).toMatchObject({
    description: 'Bad Request: message to edit not found',
  });
  await second.stop();
  rmSync(folder, { recursive: true });
});
