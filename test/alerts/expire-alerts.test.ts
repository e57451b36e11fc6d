import { expect, onTestFinished, test } from 'vitest';
import { alertComposer } from '../../src/alerts/corrections/correction-notice.ts';
import { expireAlerts } from '../../src/alerts/expire-alerts.ts';
import { alertOrigin } from '../../src/alerts/origin.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';

test('given an old draft, deletes it with what people were asked about it, and nothing else', async () => {
  const database = await openEmbeddedDatabase();
  onTestFinished(() => database.close());
  const db = database.prisma;
  const { call } = await createCommandContext(database);
  const { id: communityId } = await db.community.findFirstOrThrow();
  const now = call.now.epochMilliseconds;
  const daysAgo = (days: number) => new Date(now - days * 24 * 3_600_000);
  const draft = async (createdAt: Date) => {
    const alert = await db.alert.create({
      data: { communityId, state: 'draft', severity: 'minor', expiresAt: daysAgo(-1), createdAt },
    });
    await db.publication.create({
      data: {
        ...{ communityId, kind: 'notice', priority: 1, locale: 'vi', messages: {} },
        audience: { to: 'chats', chatIds: [] },
        origin: alertOrigin(alert.id),
      },
    });
    return alert.id;
  };
  const [, recent] = [await draft(daysAgo(3)), await draft(daysAgo(1))];
  await expireAlerts({
    db,
    publications: call.publications,
    composer: alertComposer,
    now: () => now,
  });
  expect(await db.alert.findMany({ select: { id: true } })).toEqual([{ id: recent }]);
  expect(await db.publication.findMany({ select: { origin: true } })).toEqual([
    { origin: alertOrigin(recent) },
  ]);
});
