import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookAgain } from '../../src/communities/look-again.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { stores } from '../support/databases.ts';
import { openTelling } from '../support/telling.ts';

describe.each(stores)('chats that were closed, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('are open again once the bot may write there, though nobody said so', async () => {
    const { db, telling, date } = await openTelling(database);
    const close = (platformId: string, closedReason: string) =>
      db.chat.create({
        data: {
          ...({ platform: 'telegram', kind: 'group', title: platformId, platformId } as const),
          ...{ closedAt: date(), closedReason, strikes: 3 },
        },
      });
    await close('may', 'noRights');
    await close('may not', 'noRights');
    await close('is not asked', 'gone');
    await close('cannot be asked', 'forbidden');
    const asked: string[] = [];
    const { powers } = telling();
    const looking = {
      db,
      powers: {
        ...powers,
        telegram: {
          ...powers.telegram,
          async missing({ platformId }: { platformId: string }) {
            asked.push(platformId);
            if (platformId === 'cannot be asked') throw new Error('no answer');
            return platformId === 'may' ? [] : ['telegram.write'];
          },
        },
      },
    };
    expect(await lookAgain(looking)).toBe(1);
    expect(asked.toSorted()).toEqual(['cannot be asked', 'may', 'may not']);
    const left = await db.chat.findMany({ where: { closedAt: { not: null } } });
    expect(left.map(({ platformId }) => platformId)).not.toContain('may');
    expect(left).toHaveLength(3);
    expect(await lookAgain(looking)).toBe(0);
  });
});
