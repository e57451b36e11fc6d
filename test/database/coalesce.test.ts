import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coalesce } from '../../src/database/coalesce.ts';

test('answers each caller by a run that began after the call, without overlapping runs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
      async (scheduler, fails) => {
        let clock = 0;
        let underWay = 0;
        let mostAtOnce = 0;
        let times = 0;
        let begun = 0;
        const ask = coalesce(async () => {
          const isFailing = fails[times] ?? false;
          times += 1;
          underWay += 1;
          mostAtOnce = Math.max(mostAtOnce, underWay);
          clock += 1;
          const at = clock;
          await scheduler.schedule(Promise.resolve(), 'the work');
          begun = at;
          underWay -= 1;
          if (isFailing) throw new Error('on purpose');
        });
        const all = fails.map(() =>
          scheduler.schedule(Promise.resolve(), 'somebody asks').then(async () => {
            clock += 1;
            const askedAt = clock;
            await ask();
            expect(begun).toBeGreaterThan(askedAt);
            clock += 1;
            const askedAgainAt = clock;
            await ask();
            expect(begun).toBeGreaterThan(askedAgainAt);
          }),
        );
        await scheduler.waitFor(Promise.all(all));
        expect(mostAtOnce).toBe(1);
        expect(times).toBeLessThanOrEqual(2 * fails.length);
      },
    ),
    { numRuns: 300 },
  );
});

test('shares one run between many simultaneous callers', async () => {
  let times = 0;
  const ask = coalesce(async () => {
    times += 1;
  });
  await Promise.all(Array.from({ length: 50 }, ask));
  expect(times).toBe(1);
});

test('shares the next run between a caller in a continuation and a new caller', async () => {
  let times = 0;
  let underWay = 0;
  let mostAtOnce = 0;
  const ask = coalesce(async () => {
    times += 1;
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    await Promise.resolve();
    underWay -= 1;
  });
  const fromAnAnswer = ask().then(ask);
  await Promise.resolve();
  await Promise.all([fromAnAnswer, ask()]);
  expect({ times, mostAtOnce }).toEqual({ times: 2, mostAtOnce: 1 });
});
