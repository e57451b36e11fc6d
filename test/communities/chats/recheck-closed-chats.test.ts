import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recheckClosedChats } from '../../../src/communities/chats/recheck-closed-chats.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { openNoticeFixture } from '../../support/fixtures/notice-fixture.ts';

describe.each(databaseKinds)('closed chats, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('reopens chats that the bot may write to again without an event from the platform', async () => {
    const { db, noticeContext, date } = await openNoticeFixture(database);
    const close = (platformId: string, closedReason: string) =>
      db.chat.create({
        data: {
          ...({ platform: 'telegram', kind: 'group', title: platformId, platformId } as const),
          ...{ closedAt: date(), closedReason, consecutiveFailures: 3 },
        },
      });
    await close('may', 'noRights');
    await close('may not', 'noRights');
    await close('is not asked', 'gone');
    await close('cannot be asked', 'forbidden');
    const asked: string[] = [];
    const { platformPermissions } = noticeContext();
    const looking = {
      db,
      platformPermissions: {
        ...platformPermissions,
        telegram: {
          ...platformPermissions.telegram,
          async missingPermissions({ platformId }: { platformId: string }) {
            asked.push(platformId);
            if (platformId === 'cannot be asked') throw new Error('no answer');
            return platformId === 'may' ? [] : ['telegram.write'];
          },
        },
      },
    };
    expect(await recheckClosedChats(looking)).toBe(1);
    expect(asked.toSorted()).toEqual(['cannot be asked', 'may', 'may not']);
    const left = await db.chat.findMany({ where: { closedAt: { not: null } } });
    expect(left.map(({ platformId }) => platformId)).not.toContain('may');
    expect(left).toHaveLength(3);
    expect(await recheckClosedChats(looking)).toBe(0);
  });
});
