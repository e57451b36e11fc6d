import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expireApprovals } from '../../src/alerts/approval/expire-requests.ts';
import { createApprovalNotices } from '../../src/alerts/approval/notices.ts';
import { alertComposer } from '../../src/alerts/corrections/correction-notice.ts';
import { expireAlerts } from '../../src/alerts/expire-alerts.ts';
import { alertOrigin } from '../../src/alerts/origin.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { createQuarantine } from '../../src/schedule/quarantine.ts';
import { databaseKinds } from '../support/database/test-databases.ts';

const now = Date.parse('2026-11-24T02:00:00Z');
const ago = (hours: number) => new Date(now - hours * 3_600_000);

describe.each(databaseKinds)('corrupt alerts on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('processes all other alerts and requests when some cannot be read', async () => {
    const { prisma: db } = database;
    const { id: communityId } = await db.community.create({
      data: { name: 'C', locale: 'vi', zone: 'UTC' },
    });
    const version = {
      ...{ number: 1, grade: 'first' as const, title: 'T', text: 'T' },
      sourceUrl: 'https://example.org/',
    };
    const make = async (state: 'active' | 'draft' | 'expired', hours: number, isWhole: boolean) => {
      const alert = await db.alert.create({
        data: {
          ...{ communityId, state, severity: 'minor', expiresAt: ago(hours), createdAt: ago(50) },
          ...(isWhole ? { versions: { create: version } } : {}),
        },
      });
      await db.publication.create({
        data: {
          ...{ communityId, kind: 'alert', priority: 0, locale: 'vi', messages: {} },
          audience: { to: 'topic', communityId, topic: 'alerts' },
          origin: alertOrigin(alert.id),
        },
      });
      return alert;
    };
    // More than a round takes at once, and before the others.
    const ill = new Set<string | undefined>();
    for (let count = 0; count < 55; count += 1)
      ill.add(alertOrigin((await make('active', 9, false)).id));
    const well = await make('active', 1, true);
    const odd = await make('active', 1, true);
    await db.$executeRaw`UPDATE "AlertVersion" SET translations = '[1]' WHERE "alertId" = ${odd.id}::uuid`;
    const correction = async () => {
      const { id: alertId } = await make('expired', 40, true);
      await db.approval.create({
        data: {
          ...{ alertId, version: 2, hash: '', requestedBy: '', createdAt: ago(5) },
          change: { grade: 'typo', reason: '', change: {} },
        },
      });
    };
    const waiting = async (change: unknown) => {
      const alert = await make('expired', 3, true);
      return db.approval.create({
        data: {
          ...{ alertId: alert.id, version: 2, hash: '', requestedBy: '', createdAt: ago(4) },
          change: JSON.parse(JSON.stringify(change)),
        },
      });
    };
    // Whoever was asked is told by a message that names the change.
    await waiting({ grade: 5 });
    // Asked for when their alert was over: they wait longer, and stand first.
    for (let count = 0; count < 55; count += 1) await correction();
    const lapsing = await waiting({ grade: 'typo', reason: '', change: {} });

    const broken = new Set<string>();
    const clock = { now };
    const publications = {
      async publish(_tx: unknown, { origin }: { origin?: string }) {
        if (ill.has(origin)) throw new Error('ill');
        return well.id;
      },
      audienceSize: async () => 0,
    };
    const parts = {
      db,
      publications,
      composer: alertComposer,
      notices: createApprovalNotices(publications),
      now: () => clock.now,
      aside: createQuarantine({ now: () => clock.now, report: ({ id }) => broken.add(id) }),
    };
    for (let round = 0; round < 3; round += 1) {
      await expireAlerts(parts).catch(() => undefined);
      await expireApprovals(parts).catch(() => undefined);
      clock.now += 1_000;
    }
    const states = await db.alert.groupBy({ by: ['state'], _count: true });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({
      active: 55,
      expired: 59,
    });
    expect(await db.approval.findUniqueOrThrow({ where: { id: lapsing.id } })).toMatchObject({
      state: 'cancelled',
    });
    expect(broken.size).toBe(56);
  });
});
