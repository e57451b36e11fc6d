import { Telegraf } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';

const token = '123456:abcdefghijklmnopqrstuvwxyz_-123';
const password = 'p"ass\\word';

/** A log that records its lines. */
async function kept(isTTY: boolean) {
  let text = '';
  const out = {
    isTTY,
    write(line: string) {
      text += line;
      return true;
    },
  };
  return { log: await createLogger('debug', [token, password], out), text: () => text };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe.each([
  ['on a terminal', true],
  ['as JSON', false],
])('the log %s', (_name, isTTY) => {
  test('records what happened', async () => {
    const { log, text } = await kept(isTTY);
    log.info({ seats: 25 }, 'a course is full');
    await expect.poll(text).toContain('a course is full');
    expect(text()).toContain('25');
  });

  test('never contains a secret', async () => {
    const { log, text } = await kept(isTTY);
    const { telegram } = new Telegraf(token, { telegram: { apiRoot: 'http://127.0.0.1:1' } });
    const cause = new Error(`at https://api.example/bot${token}/x`);
    log.error({ err: await failureOf(telegram.getMe()) }, 'telegraf');
    log.error({ err: await failureOf(fetch(`http://127.0.0.1:1/bot${token}/x`)) }, 'fetch');
    log.error({ err: new Error(`${token} ${password}`, { cause }) }, 'cause');
    log.error({ [token]: { deep: [password, `x${token}x`] } }, `the end ${token}`);
    await expect.poll(text).toContain('the end');
    expect(text()).not.toContain(token);
    expect(text()).not.toContain(password);
    expect(text()).not.toContain(JSON.stringify(password).slice(1, -1));
  });

  test('escapes text that could control the terminal or forge a line', async () => {
    const { log, text } = await kept(isTTY);
    log.error({ who: 'x\u001b[2J\u001b]0;title\u0007\u009b31m' }, 'a \u001b[31mred\u202e name');
    log.info('the end');
    await expect.poll(text).toContain('the end');
    const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d*m`, 'g');
    const rest = [...text().replace(isTTY ? colours : /(?!)/g, '')];
    const steering = rest.filter((letter) => /[\p{Cc}\u202e]/u.test(letter) && letter !== '\n');
    if (isTTY) expect(steering).toEqual([]);
    else expect(steering.filter((letter) => letter < ' ')).toEqual([]);
  });
});
