import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import { heldMs } from '../../src/delivery/window.ts';
import { openEmbedded } from '../support/databases.ts';
import { openEngine } from '../support/delivery.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbedded();
});
afterAll(() => database.close());

test.each([
  ['another process had', true, heldMs],
  ['nobody had', false, 0],
])(
  'a turn that %s begins as much later as the platform may still count',
  async (_name, wasTaken, later) => {
    let isMine = false;
    const turn = { isMine: () => isMine, wasTaken: () => wasTaken, leave: async () => {} };
    const engine = await openEngine({
      ...database,
      openTurns: (report) => ({ ...database.openTurns(report), want: () => turn }),
    });
    await engine.chat('telegram', '1');
    await engine.written(await engine.publish('news'));
    engine.pass(5_000);
    expect(engine.telegram.log).toEqual([]);
    isMine = true;
    const began = engine.clock.steady;
    await engine.until(async () => engine.telegram.log.length === 1, 10);
    const waited = engine.clock.steady - began;
    expect(waited).toBeGreaterThanOrEqual(later);
    if (!wasTaken) expect(waited).toBeLessThan(heldMs);
    await engine.stop();
  },
);
