import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { explainDelivery } from '../../../src/delivery/admin/explain.ts';
import { progressOf } from '../../../src/delivery/admin/progress.ts';
import { nextChunkSize } from '../../../src/delivery/fan-out/chunk-size.ts';
import { runFanOutChunk } from '../../../src/delivery/fan-out/fan-out.ts';
import { type FanOutJob, fanOutQueue } from '../../../src/delivery/fan-out/fan-out-queues.ts';
import { noMetrics } from '../../../src/delivery/metrics.ts';
import { rateLimitPresets } from '../../../src/delivery/rate-limit/rate-limits.ts';
import { emptyDatabase } from '../../support/database/empty-database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { inBothLanguages } from '../../support/fixtures/delivery-fixture.ts';

describe.each(databaseKinds)('the fan-out on %s', (_name, open) => {
  let database: OpenDatabase;
  const broken: string[] = [];
  let asked: { queue: string; job: FanOutJob; priority?: number }[];
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await emptyDatabase(database.prisma);
    asked = [];
  });

  const run = (job: FanOutJob) =>
    runFanOutChunk(
      {
        db: database.prisma,
        jobs: {
          async send(_tx, queue, data, options) {
            asked.push({ queue, job: data as FanOutJob, ...options });
          },
        },
        partCounts: () => ({ discord: 2, telegram: 1 }),
        notifySql: '',
        now: () => new Date('2026-11-24T02:00:00Z'),
        monotonicMs: () => 0,
        onUnplannable: (publicationId) => broken.push(publicationId),
        failpoint: () => undefined,
        metrics: noMetrics,
      },
      job,
    );

  test('gives up on an unreadable publication and reports that nobody gets it', async () => {
    const { prisma: db } = database;
    const audiences = [
      ...['null', '[]', '{"to": "everybody"}', '{"to": "chats", "chatIds": ["nobody"]}'],
      '{"to": "copies", "publicationId": ""}',
    ];
    for (const audience of audiences) {
      const { id } = await publication(1);
      await db.$executeRaw`UPDATE "Publication" SET audience = ${audience}::jsonb WHERE id = ${id}::uuid`;
      expect(await run({ publicationId: id, after: null })).toBeUndefined();
      expect(broken.at(-1)).toBe(id);
      expect(await progressOf(db, rateLimitPresets, id, new Date())).toMatchObject({
        ...{ state: 'failed', isDone: true },
        reasons: [{ reason: 'cannot be planned', count: 0 }],
      });
      expect(await explainDelivery(db, id, crypto.randomUUID())).toEqual({
        ...{ kind: 'failed', reason: 'cannot be planned' },
      });
      await emptyDatabase(db);
    }
  });

  test.each(['infinity', '-infinity', '0001-01-01', '0044-03-15 BC', '290000-01-01'])(
    'inserts a delivery for every chat of a publication dated %s',
    async (time) => {
      const { prisma: db } = database;
      const { id } = await publication(3);
      await db.$executeRaw`UPDATE "Publication" SET "createdAt" = ${time}::timestamptz WHERE id = ${id}::uuid`;
      await run({ publicationId: id, after: null });
      expect(await db.delivery.count({ where: { publicationId: id } })).toBe(3);
    },
  );

  async function publication(chats: number, more: Record<string, unknown> = {}) {
    const { prisma: db } = database;
    const community = await db.community.create({ data: { name: 'T', locale: 'vi', zone: 'UTC' } });
    for (let index = 0; index < chats; index += 1) {
      await db.chat.create({
        data: {
          platform: index % 2 === 0 ? 'discord' : 'telegram',
          platformId: `${index}`,
          kind: 'private',
          title: '',
          subscriptions: { create: { communityId: community.id, topic: 'alerts' } },
        },
      });
    }
    return db.publication.create({
      data: {
        communityId: community.id,
        kind: 'alert',
        priority: 0,
        audience: { to: 'topic', communityId: community.id, topic: 'alerts' },
        messages: inBothLanguages('x'),
        locale: 'vi',
        ...more,
      },
    });
  }
  const count = () => database.prisma.delivery.count();

  test('inserts in chunks and neither duplicates rows nor chains when a job runs twice', async () => {
    const { id } = await publication(7);
    const first: FanOutJob = { publicationId: id, after: null, size: 3 };
    await run(first);
    await run(first);
    expect(await count()).toBe(3);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ queue: fanOutQueue({ priority: 0 }), priority: 2 });
    const second = asked[0]?.job ?? first;
    await run({ ...second, size: 3 });
    await run({ ...(asked[1]?.job ?? first), size: 3 });
    expect(await count()).toBe(7);
    const done = await database.prisma.publication.findUniqueOrThrow({ where: { id } });
    expect(done.fanOut).toBe('done');
    await run(first);
    expect(await count()).toBe(7);
  });

  test('counts the parts for each platform', async () => {
    const { id } = await publication(2);
    await run({ publicationId: id });
    const rows = await database.prisma.delivery.findMany({ orderBy: { platform: 'asc' } });
    expect(rows.map(({ platform, parts }) => [platform, parts])).toEqual([
      ['discord', 2],
      ['telegram', 1],
    ]);
  });

  test('skips closed chats for new messages and counts copies that cannot be edited', async () => {
    const original = await publication(2);
    await run({ publicationId: original.id });
    const { prisma: db } = database;
    await db.delivery.updateMany({ data: { state: 'sent' } });
    await db.chat.updateMany({
      where: { platform: 'telegram' },
      data: { closedAt: new Date(), closedReason: 'blocked' },
    });
    const edit = await db.publication.create({
      data: {
        kind: 'correction',
        operation: 'edit',
        priority: 0,
        audience: { to: 'copies', publicationId: original.id },
        messages: {},
        locale: 'vi',
        originalId: original.id,
      },
    });
    await run({ publicationId: edit.id });
    const rows = await db.delivery.findMany({ where: { publicationId: edit.id } });
    expect(rows.map(({ state, error }) => [state, error]).sort()).toEqual([
      ['queued', null],
      ['skipped', 'blocked'],
    ]);
  });

  test('makes an edit wait for the last chunk of its original, which then resumes it', async () => {
    const original = await publication(4);
    const edit = await database.prisma.publication.create({
      data: {
        kind: 'correction',
        operation: 'edit',
        priority: 0,
        audience: { to: 'copies', publicationId: original.id },
        messages: {},
        locale: 'vi',
        originalId: original.id,
      },
    });
    await run({ publicationId: edit.id });
    expect(await count()).toBe(0);
    await run({ publicationId: original.id, size: 100 });
    expect(asked.map(({ job }) => job.publicationId)).toEqual([edit.id]);
    await run(asked[0]?.job ?? { publicationId: '' });
    expect(await count()).toBe(8);
  });

  test('stops inserting for a cancelled publication and makes nothing due for a paused one', async () => {
    const cancelled = await publication(2, { cancelledAt: new Date() });
    await run({ publicationId: cancelled.id });
    expect(await count()).toBe(0);
    await emptyDatabase(database.prisma);
    const paused = await publication(2, { pausedAt: new Date() });
    await run({ publicationId: paused.id });
    expect(await database.prisma.delivery.count({ where: { dueAt: null } })).toBe(2);
  });
});

test('adapts the chunk size towards the target duration', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 20_000 }),
      fc.double({ min: 0, max: 5_000, noNaN: true }),
      (size, ms) => {
        const next = nextChunkSize(size, ms);
        expect(next).toBeGreaterThanOrEqual(100);
        expect(next).toBeLessThanOrEqual(20_000);
        if (ms > 50) expect(next).toBeLessThanOrEqual(Math.max(100, size));
        if (ms < 20 && size <= 5_000) expect(next).toBeGreaterThan(size);
      },
    ),
  );
});
