import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { handledUpdates } from '../../../src/database/handled-updates.ts';
import { Unanswered } from '../../../src/kit/unanswered.ts';
import { GROUP, startTelegram, textsIn, until } from '../../playground/telegram/local.ts';
import { openEmbedded } from '../../support/databases.ts';
import { type Answer, echo, startBot } from './stand.ts';

const ways = [
  ['the webhook', true],
  ['polling', false],
] as const;

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbedded();
});
afterAll(() => database.close());

/** Fails so many times, then answers. */
function failing(times: number, make: () => unknown): { answer: Answer; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async answer(line, responder) {
      asked.push(line);
      if (asked.filter((one) => one === line).length <= times) throw make();
      await echo(line, responder);
    },
  };
}

describe.each(ways)('by %s', (_name, webhook) => {
  test('what fails before anything was begun comes again until it is answered', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    const { answer, asked } = failing(2, () => new Unanswered(false, { cause: new Error('lost') }));
    await startBot(telegram, answer, { webhook });
    for (const name of ['linh', 'minh', 'thao'])
      await telegram.stage.say(name, 'dm', `/help ${name}`);
    for (const name of ['linh', 'minh', 'thao'])
      await until(telegram, () => textsIn(telegram, name, 'dm').includes(`you said ${name}`));
    expect(asked).toHaveLength(9);
  });

  test('what was begun is not done once more', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    const { answer, asked } = failing(1, () => new Unanswered(true, { cause: new Error('lost') }));
    const { logged } = await startBot(telegram, answer, { webhook });
    await telegram.stage.say('linh', 'dm', '/help one');
    await expect.poll(() => logged.join('')).toContain('an update could not be handled');
    await telegram.stage.say('minh', 'dm', '/help two');
    await expect.poll(() => asked).toEqual(['one', 'two']);
  });

  test('what becomes of the bot in a chat comes again too, and others do not wait for it', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    const heard: string[] = [];
    await startBot(telegram, echo, {
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
    await telegram.stage.say('linh', 'dm', '/help me');
    await until(telegram, () => textsIn(telegram, 'linh', 'dm').includes('you said me'));
    await expect.poll(() => heard, { timeout: 10_000 }).toHaveLength(3);
  });

  test('what is under way when the bot is told to stop is finished once, and what fails then comes at the next start', async () => {
    const telegram = await startTelegram({ anyWebhookPort: true });
    for (const [name, line] of Object.entries({ linh: 'one', minh: 'two', thao: 'lost' }))
      await telegram.stage.say(name, 'dm', `/help ${line}`);
    const gate = Promise.withResolvers<void>();
    const asked: string[] = [];
    const first = await startBot(
      telegram,
      async (line, responder) => {
        asked.push(line);
        // An answer can be read before the work is over.
        if (line !== 'lost') await echo(line, responder);
        await gate.promise;
        if (line === 'lost') throw new Unanswered(false, { cause: new Error('lost') });
      },
      { webhook },
    );
    await expect.poll(() => asked.length).toBe(3);
    const stopped = first.stop();
    gate.resolve();
    await stopped;

    await startBot(
      telegram,
      async (line, responder) => {
        asked.push(line);
        await echo(line, responder);
      },
      { webhook, port: Number(new URL(first.web.url).port) },
    );
    await until(telegram, () => textsIn(telegram, 'thao', 'dm').includes('you said lost'));
    await telegram.stage.say('minh', 'dm', '/help later');
    await until(telegram, () => textsIn(telegram, 'minh', 'dm').includes('you said later'));
    expect(asked.toSorted()).toEqual(['later', 'lost', 'lost', 'one', 'two']);
  });

  describe('after a restart', () => {
    /** Programs on one store, one after the other, that write down what they are asked. */
    async function programs() {
      const { prisma } = database;
      await prisma.handledUpdate.deleteMany();
      const telegram = await startTelegram({ anyWebhookPort: true });
      const asked: string[] = [];
      const start = (answer: Answer = echo, options = {}) =>
        startBot(
          telegram,
          async (line, responder) => {
            asked.push(line);
            await answer(line, responder);
          },
          { webhook, handledUpdates: handledUpdates(prisma, Date.now), ...options },
        );
      const linhSees = (text: string) => textsIn(telegram, 'linh', 'dm').includes(text);
      return { telegram, asked, start, linhSees };
    }

    test('what was answered is neither done nor answered again', async () => {
      const { telegram, asked, start, linhSees } = await programs();
      const first = await start();
      await telegram.stage.say('linh', 'dm', '/help one');
      await until(telegram, () => linhSees('you said one'));
      await first.stop();
      const second = await start();
      telegram.repeatLastUpdate();
      await telegram.stage.say('linh', 'dm', '/help two');
      await until(telegram, () => linhSees('you said two'));
      await second.stop();
      expect(asked).toEqual(['one', 'two']);
      expect(textsIn(telegram, 'linh', 'dm').filter((text) => text === 'you said one')).toEqual([
        'you said one',
      ]);
    });

    test('what a kill cut off is done then', async () => {
      const { telegram, asked, start, linhSees } = await programs();
      // The first never comes to an end: its process is gone, and it confirms nothing.
      const killed = Promise.withResolvers<void>();
      const first = await start(() => killed.promise);
      await telegram.stage.say('linh', 'dm', '/help one');
      await expect.poll(() => asked).toEqual(['one']);
      expect(await database.prisma.handledUpdate.count()).toBe(0);
      const second = await start();
      telegram.repeatLastUpdate();
      await until(telegram, () => linhSees('you said one'));
      expect(asked).toEqual(['one', 'one']);
      killed.resolve();
      await Promise.all([first.stop(), second.stop()]);
    });

    test('updates of which nothing came are not written down', async () => {
      const { telegram, asked, start, linhSees } = await programs();
      const first = await start();
      await telegram.stage.say('linh', 'Nhóm quay phim', 'hello everybody');
      await telegram.stage.say('linh', 'dm', '/help one');
      await until(telegram, () => linhSees('you said one'));
      await first.stop();
      expect(asked).toEqual(['one']);
      expect(await database.prisma.handledUpdate.count()).toBe(1);
    });

    test('a store that cannot say what was done keeps nobody from an answer', async () => {
      const { telegram, start, linhSees } = await programs();
      const lost = () => Promise.reject(new Error('the store does not answer'));
      const { logged, stop } = await start(echo, {
        handledUpdates: () => ({ recent: lost, keep: lost }),
      });
      await telegram.stage.say('linh', 'dm', '/help one');
      await until(telegram, () => linhSees('you said one'));
      await telegram.stage.say('linh', 'dm', '/help two');
      await until(telegram, () => linhSees('you said two'));
      await stop();
      expect(logged.join('')).toContain('handled updates were not kept');
    });
  });
});
