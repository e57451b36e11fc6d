import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { applyTransitions } from '../../../src/delivery/ledger/apply-transitions.ts';
import type { DueDelivery } from '../../../src/delivery/ledger/due-delivery.ts';
import { fetchDue } from '../../../src/delivery/ledger/fetch-due.ts';
import type { RequestStep } from '../../../src/delivery/ledger/next-step.ts';
import { reclaimExpired } from '../../../src/delivery/ledger/reclaim.ts';
import {
  claimTransition,
  leaseMs,
  markDelivered,
} from '../../../src/delivery/ledger/transitions.ts';
import { emptyDatabase } from '../../support/database/empty-database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const step: RequestStep = { kind: 'send', part: 0, totalParts: 1, supersedes: [] };
const begun = new Date('2026-11-24T02:00:00Z');
const later = new Date(begun.getTime() + leaseMs + 1_000);

describe.each(databaseKinds)('two workers on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const { prisma: db } = database;
    await emptyDatabase(db);
    const { id: publicationId } = await db.publication.create({
      data: { kind: 'alert', priority: 0, locale: 'vi', audience: {}, messages: {} },
    });
    const { id: chatId } = await db.chat.create({
      data: { platform: 'discord', platformId: '1', kind: 'group', title: 'x' },
    });
    await db.delivery.create({
      data: { publicationId, chatId, platform: 'discord', priority: 0, dueAt: begun },
    });
  });

  const waiting = async (now: Date): Promise<DueDelivery> => {
    const [one] = await fetchDue(database.prisma, 'discord', 10, now);
    if (!one) throw new Error('Nothing waits');
    return one;
  };
  const row = () => database.prisma.delivery.findFirstOrThrow();
  async function claim(found: DueDelivery, now: Date) {
    const made = claimTransition(found, step, now, leaseMs);
    const isOurs = (await applyTransitions(database.prisma, [made])).has(found.id);
    const result = (messageId: string) =>
      applyTransitions(database.prisma, [
        markDelivered({ delivery: found, step, claim: made }, { messageId }, now, 0),
      ]);
    return { isOurs, result };
  }

  test('let exactly one of them claim a delivery', async () => {
    const found = await waiting(begun);
    const claims = [await claim(found, begun), await claim(found, begun)];
    expect(claims.map(({ isOurs }) => isOurs)).toEqual([true, false]);
  });

  test('ignore the result of a worker whose lease has expired, whether another has begun or finished', async () => {
    const slow = await claim(await waiting(begun), begun);
    const recovery = { supportsIdempotencyKey: true, includeUnexpired: false, excludedIds: [] };
    await reclaimExpired(database.prisma, 'discord', { ...recovery, now: begun });
    expect(await row()).toMatchObject({ state: 'sending', attempt: 1 });
    await reclaimExpired(database.prisma, 'discord', { ...recovery, now: later });
    expect((await slow.result('of the slow one')).size).toBe(0);
    expect(await row()).toMatchObject({ state: 'queued', attempt: 1, messageIds: [] });
    const other = await claim(await waiting(later), later);
    expect(other.isOurs).toBe(true);
    expect((await slow.result('of the slow one')).size).toBe(0);
    expect(await row()).toMatchObject({ state: 'sending', attempt: 2, messageIds: [] });
    expect((await other.result('of the other')).size).toBe(1);
    expect((await slow.result('of the slow one')).size).toBe(0);
    expect(await row()).toMatchObject({ state: 'sent', messageIds: ['of the other'] });
    expect((await other.result('written twice')).size).toBe(0);
  });
});
