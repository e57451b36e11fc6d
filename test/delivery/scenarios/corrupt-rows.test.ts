import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import {
  type DeliveryFixture,
  openDeliveryFixture,
} from '../../support/fixtures/delivery-fixture.ts';

/** A row of each table that a round reads is made worse than the program ever makes one. */
const poisons: Readonly<Record<string, (id: Ids) => string>> = {
  'zone of the chat': ({ chat }) => `UPDATE "Chat" SET zone = 'PST' WHERE id = '${chat}'`,
  'zone that is nonsense': ({ chat }) => `UPDATE "Chat" SET zone = E'\\u0001' WHERE id = '${chat}'`,
  'zone of the person': ({ person }) => `UPDATE "Person" SET zone = 'IST' WHERE id = '${person}'`,
  'quiet hours of no day': ({ chat }) =>
    `UPDATE "Chat" SET "quietFrom" = -90, "quietUntil" = 99999 WHERE id = '${chat}'`,
  'language of the account': ({ account }) =>
    `UPDATE "Account" SET locale = '☃' WHERE id = '${account}'`,
  'due at no time': ({ delivery }) =>
    `UPDATE "Delivery" SET "dueAt" = '-infinity' WHERE id = '${delivery}'`,
  'due never': ({ delivery }) =>
    `UPDATE "Delivery" SET "dueAt" = 'infinity' WHERE id = '${delivery}'`,
  'tried at no time': ({ delivery }) =>
    `UPDATE "Delivery" SET "uncertainSince" = '290000-01-01' WHERE id = '${delivery}'`,
  'counts below nothing': ({ delivery }) =>
    `UPDATE "Delivery" SET failures = -5, parts = -1, attempt = -9 WHERE id = '${delivery}'`,
  'arrived as no message': ({ delivery }) =>
    `UPDATE "Delivery" SET "messageIds" = '{NULL}' WHERE id = '${delivery}'`,
  'arrived as nothing': ({ delivery }) =>
    `UPDATE "Delivery" SET "messageIds" = NULL WHERE id = '${delivery}'`,
  'message that is none': ({ own }) =>
    `UPDATE "Publication" SET messages = '{"vi": {"tone": 5}}' WHERE id = '${own}'`,
  'message that is a list': ({ own }) =>
    `UPDATE "Publication" SET messages = '[]' WHERE id = '${own}'`,
  'message that is null': ({ own }) =>
    `UPDATE "Publication" SET messages = 'null' WHERE id = '${own}'`,
  'published at no time': ({ own }) =>
    `UPDATE "Publication" SET "createdAt" = '0044-03-15 BC' WHERE id = '${own}'`,
  'held back for ever': ({ own }) =>
    `UPDATE "Publication" SET "expiresAt" = 'infinity' WHERE id = '${own}'`,
  'audience that is none': ({ own }) =>
    `UPDATE "Publication" SET audience = '"everybody"' WHERE id = '${own}'`,
  'wait until no time': () =>
    `INSERT INTO "RateLimitPause" (platform, key, since, until) VALUES ('telegram', 'bot', '-infinity', 'infinity')
     ON CONFLICT (platform, key) DO UPDATE SET until = 'infinity'`,
};

interface Ids {
  chat: string;
  person: string;
  account: string;
  delivery: string;
  own: string;
}

describe.each(databaseKinds)('corrupt rows in delivery on %s', (_name, open) => {
  let database: OpenDatabase;
  let engine: DeliveryFixture;
  beforeAll(async () => {
    database = await open();
    engine = await openDeliveryFixture(database);
  });
  afterAll(async () => {
    await engine.stop();
    await database.close();
  });

  /** Somebody's private chat. */
  async function somebody(user: string) {
    const person = await engine.db.person.create({
      data: { accounts: { create: { platform: 'telegram', platformId: user, name: user } } },
      include: { accounts: true },
    });
    const account = person.accounts[0]?.id ?? '';
    const chat = await engine.chat('telegram', user, { accountId: account });
    return { person: person.id, account, chat: chat.id };
  }

  test('sends everything else whatever is wrong with one row', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...Object.keys(poisons)), { minLength: 1, maxLength: 4 }),
        async (chosen) => {
          runs += 1;
          const { db } = engine;
          await engine.stop();
          await db.chat.deleteMany();
          await db.rateLimitPause.deleteMany();
          engine.telegram.log.length = 0;
          const ill = await somebody(`ill-${runs}`);
          const well = await Promise.all(
            Array.from({ length: 5 }, (_, index) => somebody(`well-${runs}-${index}`)),
          );
          await engine.start();
          const all = await engine.publish('to all');
          const own = await engine.publish('to one', {
            audience: { to: 'chats', chatIds: [ill.chat] },
          });
          await engine.waitUntilFannedOut(all);
          await engine.waitUntilFannedOut(own);
          await engine.stop();
          const delivery = await db.delivery.findUniqueOrThrow({
            where: { publicationId_chatId: { publicationId: own, chatId: ill.chat } },
          });
          // Deliveries sent before the check are sent again: this is about waiting ones.
          await db.delivery.updateMany({
            data: { state: 'queued', messageIds: [], uncertainSince: null, leaseUntil: null },
          });
          engine.telegram.log.length = 0;
          for (const one of chosen) {
            const sql = poisons[one]?.({ ...ill, delivery: delivery.id, own }) ?? '';
            await db.$executeRawUnsafe(sql);
          }
          await engine.start();
          await engine.waitUntilDone(all, 500);
          await engine.waitUntilDone(own, 500);
          const requests = engine.telegram.log.filter(({ text }) => text.startsWith('to all'));
          expect(requests.map(({ chat }) => chat).toSorted()).toEqual(
            expect.arrayContaining(well.map((_one, index) => `well-${runs}-${index}`)),
          );
          const why = await engine.desk.explain(own, ill.chat);
          expect(why).toMatchObject({ kind: 'delivery' });
          if (why.kind === 'delivery' && why.state !== 'sent') expect(why.reason).not.toBe('');
        },
      ),
      { numRuns: 6, examples: [0, 4, 8, 12].map((at) => [Object.keys(poisons).slice(at, at + 4)]) },
    );
  }, 60_000);

  test('stores any text that a platform answers', async () => {
    const { db } = engine;
    await engine.stop();
    await db.chat.deleteMany();
    engine.telegram.log.length = 0;
    await somebody('odd');
    await somebody('plain');
    engine.telegram.answers.push({ ok: false, kind: 'rejected', reason: 'a\0b\ud800c' });
    await engine.start();
    const id = await engine.publish('odd letters');
    const { states, reasons } = await engine.waitUntilDone(id, 500);
    expect(states).toMatchObject({ sent: 1, failed: 1 });
    expect(reasons).toEqual([{ reason: 'ab\ufffdc', count: 1 }]);
  });

  test('never waits for ever on an invalid wait time of a platform', async () => {
    const { db } = engine;
    await engine.stop();
    await db.chat.deleteMany();
    await db.rateLimitPause.deleteMany();
    await somebody('waits');
    engine.telegram.answers.push({
      ok: false,
      kind: 'rateLimited',
      seconds: NaN,
      scope: 'delivery',
    });
    await engine.start();
    const id = await engine.publish('later');
    expect((await engine.waitUntilDone(id, 5_000)).states).toMatchObject({ sent: 1 });
  });
});
