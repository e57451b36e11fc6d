import { expect, onTestFinished, test, vi } from 'vitest';
import { recordQueries } from '../../support/database/query-log.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { openAppFixture } from '../../support/fixtures/app-fixture.ts';
import { crowdedWorld } from '../../support/fixtures/crowded-world.ts';

const platforms = ['discord', 'telegram'] as const;
/** Tables that a command reads and writes for its actor; background work is excluded. */
const ofWhoAsks = /^(Account|Chat|Community|Event|Membership|Person)\./;

test.each(platforms)(
  'given a known person, repeating a list in private needs no database query on %s',
  async (platform) => {
    const database = await openEmbeddedDatabase();
    const { prisma, queries } = recordQueries(database.prisma);
    const app = await openAppFixture({
      database: { ...database, prisma },
      start: Date.parse('2026-11-24T02:00:00Z'),
      world: crowdedWorld(1),
    });
    onTestFinished(async () => {
      await app.close();
      await database.close();
    });
    const driver = app.drivers[platform];
    async function ask(): Promise<string[]> {
      const since = driver.latestVersion();
      queries.length = 0;
      await driver.sendMessage('person0', 'dm', '/events');
      await vi.waitFor(() =>
        expect(
          driver
            .messages('person0', 'dm')
            .some(({ from, pending, version }) => from.bot && !pending && version > since),
        ).toBe(true),
      );
      return queries.filter((one) => ofWhoAsks.test(one));
    }
    expect(await ask()).not.toEqual([]);
    await ask();
    expect(await ask()).toEqual([]);
  },
);
