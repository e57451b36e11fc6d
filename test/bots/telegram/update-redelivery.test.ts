import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { handledUpdateStore } from '../../../src/database/handled-updates.ts';
import { ReplyFailedError } from '../../../src/kit/runtime/reply-failed-error.ts';
import {
  GROUP,
  startTelegram,
  visibleTexts,
  waitUntil,
} from '../../playground/telegram/telegraf-fixture.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { echoHandler, type LineHandler, startBotFixture } from './bot-fixture.ts';

const ways = [
  ['the webhook', true],
  ['polling', false],
] as const;

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

/** Fails so many times, then answers. */
function failing(times: number, make: () => unknown): { answer: LineHandler; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async answer(line, responder) {
      asked.push(line);
      if (asked.filter((one) => one === line).length <= times) throw make();
      await echoHandler(line, responder);
    },
  };
}

describe.each(ways)('redelivery of updates by %s', (_name, webhook) => {
  test('redelivers an update that failed before processing began, until it is answered', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    const { answer, asked } = failing(
      2,
      () => new ReplyFailedError(false, { cause: new Error('lost') }),
    );
    await startBotFixture(telegram, answer, { webhook });
    for (const name of ['linh', 'minh', 'thao'])
      await telegram.driver.sendMessage(name, 'dm', `/help ${name}`);
    for (const name of ['linh', 'minh', 'thao'])
      await waitUntil(telegram, () =>
        visibleTexts(telegram, name, 'dm').includes(`you said ${name}`),
      );
    expect(asked).toHaveLength(9);
  });

  test('does not repeat an update whose processing had begun', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    const { answer, asked } = failing(
      1,
      () => new ReplyFailedError(true, { cause: new Error('lost') }),
    );
    const { logged } = await startBotFixture(telegram, answer, { webhook });
    await telegram.driver.sendMessage('linh', 'dm', '/help one');
    await expect.poll(() => logged.join('')).toContain('telegram.update_failed');
    await telegram.driver.sendMessage('minh', 'dm', '/help two');
    await expect.poll(() => asked).toEqual(['one', 'two']);
  });

  test('redelivers membership updates too, without blocking others', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    const heard: string[] = [];
    await startBotFixture(telegram, echoHandler, {
      webhook,
      places: {
        async reopened(_platform, { space }) {
          heard.push(space?.platformId ?? '');
          if (heard.length < 3) throw new Error('the store does not answer');
        },
      },
    });
    telegram.promote(GROUP, true);
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    await telegram.driver.sendMessage('linh', 'dm', '/help me');
    await waitUntil(telegram, () => visibleTexts(telegram, 'linh', 'dm').includes('you said me'));
    await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(3);
  });

  test('finishes an update in progress once on shutdown and redelivers a failed one at the next start', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    for (const [name, line] of Object.entries({ linh: 'one', minh: 'two', thao: 'lost' }))
      await telegram.driver.sendMessage(name, 'dm', `/help ${line}`);
    const gate = Promise.withResolvers<void>();
    const asked: string[] = [];
    const first = await startBotFixture(
      telegram,
      async (line, responder) => {
        asked.push(line);
        // An answer can be read before the work is over.
        if (line !== 'lost') await echoHandler(line, responder);
        await gate.promise;
        if (line === 'lost') throw new ReplyFailedError(false, { cause: new Error('lost') });
      },
      { webhook },
    );
    await expect.poll(() => asked.length).toBe(3);
    const stopped = first.stop();
    gate.resolve();
    await stopped;

    await startBotFixture(
      telegram,
      async (line, responder) => {
        asked.push(line);
        await echoHandler(line, responder);
      },
      { webhook, port: Number(new URL(first.web.url).port) },
    );
    await waitUntil(telegram, () => visibleTexts(telegram, 'thao', 'dm').includes('you said lost'));
    await telegram.driver.sendMessage('minh', 'dm', '/help later');
    await waitUntil(telegram, () =>
      visibleTexts(telegram, 'minh', 'dm').includes('you said later'),
    );
    expect(asked.toSorted()).toEqual(['later', 'lost', 'lost', 'one', 'two']);
  });

  describe('redelivery after a restart', () => {
    /** Consecutive programs on one database, which record the updates that they handle. */
    async function programs() {
      const { prisma } = database;
      await prisma.handledUpdate.deleteMany();
      const telegram = await startTelegram({ anyWebhookPort: true });
      const asked: string[] = [];
      const start = (answer: LineHandler = echoHandler, options = {}) =>
        startBotFixture(
          telegram,
          async (line, responder) => {
            asked.push(line);
            await answer(line, responder);
          },
          { webhook, handledUpdates: handledUpdateStore(prisma, Date.now), ...options },
        );
      const linhSees = (text: string) => visibleTexts(telegram, 'linh', 'dm').includes(text);
      return { telegram, asked, start, linhSees };
    }

    test('neither processes nor answers an answered update again', async () => {
      const { telegram, asked, start, linhSees } = await programs();
      const first = await start();
      await telegram.driver.sendMessage('linh', 'dm', '/help one');
      await waitUntil(telegram, () => linhSees('you said one'));
      await first.stop();
      const second = await start();
      telegram.repeatLastUpdate();
      await telegram.driver.sendMessage('linh', 'dm', '/help two');
      await waitUntil(telegram, () => linhSees('you said two'));
      await second.stop();
      expect(asked).toEqual(['one', 'two']);
      expect(
        visibleTexts(telegram, 'linh', 'dm').filter((text) => text === 'you said one'),
      ).toEqual(['you said one']);
    });

    test('processes an update that was interrupted by a kill', async () => {
      const { telegram, asked, start, linhSees } = await programs();
      // The first one never ends: its process is killed and confirms nothing.
      const killed = Promise.withResolvers<void>();
      const first = await start(() => killed.promise);
      await telegram.driver.sendMessage('linh', 'dm', '/help one');
      await expect.poll(() => asked).toEqual(['one']);
      expect(await database.prisma.handledUpdate.count()).toBe(0);
      const second = await start();
      telegram.repeatLastUpdate();
      await waitUntil(telegram, () => linhSees('you said one'));
      expect(asked).toEqual(['one', 'one']);
      killed.resolve();
      await Promise.all([first.stop(), second.stop()]);
    });

    test('does not record updates that had no effect', async () => {
      const { telegram, asked, start, linhSees } = await programs();
      const first = await start();
      await telegram.driver.sendMessage('linh', 'Nhóm quay phim', 'hello everybody');
      await telegram.driver.sendMessage('linh', 'dm', '/help one');
      await waitUntil(telegram, () => linhSees('you said one'));
      await first.stop();
      expect(asked).toEqual(['one']);
      expect(await database.prisma.handledUpdate.count()).toBe(1);
    });

    test('answers everyone even when the record of handled updates cannot be read', async () => {
      const { telegram, start, linhSees } = await programs();
      const lost = () => Promise.reject(new Error('the store does not answer'));
      const { logged, stop } = await start(echoHandler, {
        handledUpdates: () => ({ recent: lost, save: lost }),
      });
      await telegram.driver.sendMessage('linh', 'dm', '/help one');
      await waitUntil(telegram, () => linhSees('you said one'));
      await telegram.driver.sendMessage('linh', 'dm', '/help two');
      await waitUntil(telegram, () => linhSees('you said two'));
      await stop();
      expect(logged.join('')).toContain('telegram.handled_updates_not_saved');
    });
  });
});
