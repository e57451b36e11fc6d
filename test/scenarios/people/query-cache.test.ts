import { expect, onTestFinished, test, vi } from 'vitest';
import { recordQueries } from '../../support/database/query-log.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { openAppFixture } from '../../support/fixtures/app-fixture.ts';
import { crowdedWorld } from '../../support/fixtures/crowded-world.ts';

const platforms = ['discord', 'telegram'] as const;
/** What a command reads and writes of whoever asks; everything else happens beside it. */
const ofWhoAsks = /^(Account|Chat|Community|Event|Membership|Person)\./;

test.each(platforms)(
  'given a known person, repeating a list in private needs no database query on %s',
  async (platform) => {
    const database = await openEmbeddedDatabase();
    const { prisma, queries } = recordQueries(database.prisma);
    const house = await openAppFixture({
      database: { ...database, prisma },
      start: Date.parse('2026-11-24T02:00:00Z'),
      world: crowdedWorld(1),
    });
    onTestFinished(async () => {
      await house.close();
      await database.close();
    });
    const stage = house.drivers[platform];
    async function ask(): Promise<string[]> {
      const since = stage.latestVersion();
      queries.length = 0;
      await stage.sendMessage('person0', 'dm', '/events');
      await vi.waitFor(() =>
        expect(
          stage
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
