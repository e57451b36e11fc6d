import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { DueDelivery } from '../../../src/delivery/ledger/due-delivery.ts';
import { createRenderer } from '../../../src/delivery/worker/renderer.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { inBothLanguages } from '../../support/fixtures/delivery-fixture.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

const waitingFor = (publicationId: string): DueDelivery => ({
  ...{
    id: '',
    publicationId,
    chatId: '',
    attempt: 0,
    boosted: false,
    failures: 0,
    priority: 1,
    parts: 1,
  },
  ...{ dueAt: new Date(0), publishedAt: new Date(0), messageIds: [], onlyCopies: false },
  ...{
    uncertainSince: null,
    crosspostAt: null,
    originalId: null,
    expiresAt: null,
    operation: 'send',
  },
  ...{ ignoresQuietHours: false, pausedAt: null, cancelledAt: null, platformId: '', threadId: '' },
  ...{
    channelId: null,
    kind: 'private',
    consecutiveFailures: 0,
    quietFrom: null,
    quietUntil: null,
  },
  ...{ chatLocale: null, chatZone: null, personLocale: null, personZone: null },
  accountLocale: null,
});

test.each([
  [40, 60],
  [60, 70],
  [1, 400],
])('keeps %i known publications cached when %i are requested', async (known, asked) => {
  const { prisma: db } = database;
  const made = await db.publication.createManyAndReturn({
    data: Array.from({ length: asked }, (_, index) => ({
      ...({ kind: 'notice', priority: 1, locale: 'vi', audience: {} } as const),
      messages: JSON.parse(JSON.stringify(inBothLanguages(`number ${index}`))),
    })),
    select: { id: true },
  });
  const ids = made.map(({ id }) => id);
  const renderer = createRenderer(db, { locale: 'vi', zone: 'UTC' });
  await renderer.load(ids.slice(0, known));
  await renderer.load(ids);
  const publisher = {
    render: () => ({
      partCount: 1,
      send: () => Promise.reject(new Error('nothing is sent')),
      edit: () => Promise.reject(new Error('nothing is edited')),
    }),
  };
  for (const id of ids) expect(renderer.render(publisher, waitingFor(id)).partCount).toBe(1);
});
