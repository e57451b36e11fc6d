import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { maxWindowMs } from '../../../src/delivery/rate-limit/sliding-window.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { openDeliveryFixture } from '../../support/fixtures/delivery-fixture.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

test.each([
  ['another process had', true, maxWindowMs],
  ['nobody had', false, 0],
])(
  'given a leader lock that %s, waits exactly as long as earlier requests may still count',
  async (_name, wasTaken, later) => {
    let isMine = false;
    const turn = {
      isLeader: () => isMine,
      hadOtherLeader: () => wasTaken,
      release: async () => {},
    };
    const engine = await openDeliveryFixture({
      ...database,
      openLeaderLocks: (report) => ({ ...database.openLeaderLocks(report), acquire: () => turn }),
    });
    await engine.chat('telegram', '1');
    await engine.waitUntilFannedOut(await engine.publish('news'));
    engine.advance(5_000);
    expect(engine.telegram.log).toEqual([]);
    isMine = true;
    const began = engine.clock.steady;
    await engine.advanceUntil(async () => engine.telegram.log.length === 1, 10);
    const waited = engine.clock.steady - began;
    expect(waited).toBeGreaterThanOrEqual(later);
    if (!wasTaken) expect(waited).toBeLessThan(maxWindowMs);
    await engine.stop();
  },
);
