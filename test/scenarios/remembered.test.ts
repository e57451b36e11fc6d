import { expect, onTestFinished, test, vi } from 'vitest';
import { counted } from '../support/counted.ts';
import { crowdedWorld } from '../support/crowd.ts';
import { openEmbedded } from '../support/databases.ts';
import { openHouse } from '../support/house.ts';

const platforms = ['discord', 'telegram'] as const;
/** What a command reads and writes of whoever asks; everything else happens beside it. */
const ofWhoAsks = /^(Account|Chat|Community|Event|Membership|Person)\./;

test.each(platforms)(
  'given somebody whom the bot has met, the same list again in private asks the store nothing on %s',
  async (platform) => {
    const database = await openEmbedded();
    const { prisma, asked } = counted(database.prisma);
    const house = await openHouse({
      database: { ...database, prisma },
      start: Date.parse('2026-11-24T02:00:00Z'),
      world: crowdedWorld(1),
    });
    onTestFinished(async () => {
      await house.close();
      await database.close();
    });
    const stage = house.stages[platform];
    async function ask(): Promise<string[]> {
      const since = stage.version();
      asked.length = 0;
      await stage.say('person0', 'dm', '/events');
      await vi.waitFor(() =>
        expect(
          stage
            .seen('person0', 'dm')
            .some(({ from, pending, version }) => from.bot && !pending && version > since),
        ).toBe(true),
      );
      return asked.filter((one) => ofWhoAsks.test(one));
    }
    expect(await ask()).not.toEqual([]);
    await ask();
    expect(await ask()).toEqual([]);
  },
);
