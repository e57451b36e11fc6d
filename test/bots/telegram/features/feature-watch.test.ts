import pino from 'pino';
import { TelegramError } from 'telegraf';
import { expect, test } from 'vitest';
import { createFeatureWatch } from '../../../../bots/telegram/features/feature-watch.ts';

const minute = 60_000;

/** A watch over a server that can be replaced by an older one; `pauses` are those that it waits. */
function createFixture() {
  const server = { isOld: false, isDown: false };
  const pauses: number[] = [];
  const events: unknown[] = [];
  let now = 0;
  let changes = 0;
  let probes = 0;
  const abort = new AbortController();
  const watch = createFeatureWatch({
    async call(method) {
      probes += 1;
      if (server.isDown) throw new Error('ECONNREFUSED');
      if (method === 'getMyDefaultAdministratorRights')
        return {
          can_manage_chat: true,
          ...(server.isOld ? {} : { can_send_welcome_messages: true }),
        };
      const [error_code, description] = server.isOld
        ? [404, 'Not Found: method not found']
        : [400, 'Bad Request: chat_id is empty'];
      throw new TelegramError({ error_code, description });
    },
    onChange() {
      changes += 1;
    },
    log: pino({}, { write: (line: string) => void events.push(JSON.parse(line)) }),
    now: () => now,
    async pause(ms) {
      pauses.push(ms);
      if (pauses.length === 3) abort.abort();
    },
  });
  return {
    ...{ server, watch, pauses, events, signal: abort.signal },
    changes: () => changes,
    probes: () => probes,
    wait(ms: number) {
      now += ms;
    },
  };
}

test('can do nothing before the first probe', () => {
  const { watch } = createFixture();
  expect(Object.values(watch.current()).filter((isProven) => isProven)).toEqual([]);
});

test('follows the server when it is replaced', async () => {
  const { watch, server, changes } = createFixture();
  await watch.refresh();
  expect(watch.current().ephemeral).toBe(true);
  server.isOld = true;
  await watch.refresh();
  expect(watch.current().ephemeral).toBe(false);
  expect(changes()).toBe(2);
});

test('shuts when the server does not answer, and asks again sooner', async () => {
  const { watch, server, pauses, signal } = createFixture();
  await watch.refresh();
  server.isDown = true;
  await watch.keepFresh(signal);
  expect(watch.current().ephemeral).toBe(false);
  expect(pauses).toEqual([24 * 60 * minute, 5 * minute, 5 * minute]);
});

test('probes again after an unknown method, but not for each of many', async () => {
  const { watch, probes, wait } = createFixture();
  await watch.refresh();
  const before = probes();
  watch.onUnknownMethod();
  expect(probes()).toBe(before);
  wait(2 * minute);
  watch.onUnknownMethod();
  watch.onUnknownMethod();
  expect(probes()).toBe(before + 4);
});

test('stays without ephemeral messages once one came back as an ordinary one', async () => {
  const { watch, events } = createFixture();
  await watch.refresh();
  watch.latchEphemeral();
  await watch.refresh();
  expect(watch.current()).toMatchObject({ ephemeral: false, dateTime: true });
  expect(watch.isLatched()).toBe(true);
  expect(events).toContainEqual(expect.objectContaining({ event: 'telegram.ephemeral_latched' }));
});
