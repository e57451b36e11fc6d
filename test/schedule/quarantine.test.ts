import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQuarantine } from '../../src/schedule/quarantine.ts';

describe('isolated processing of rows', () => {
  const open = () => {
    const clock = { now: 0 };
    const reported: string[] = [];
    const aside = createQuarantine({ now: () => clock.now, report: ({ id }) => reported.push(id) });
    return { clock, reported, aside };
  };

  test('processes all other rows whichever fail, and reports each failure once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat(40), { minLength: 2, maxLength: 20 }),
        fc.func(fc.boolean()),
        async (rows, isIll) => {
          const { aside, reported } = open();
          const ill = rows.filter((row) => isIll(row));
          fc.pre(ill.length < rows.length);
          const done: number[] = [];
          const round = () =>
            aside.forEach('work', rows, String, async (row) => {
              if (ill.includes(row)) throw new Error('ill');
              done.push(row);
            });
          await round();
          expect(done).toEqual(rows.filter((row) => !ill.includes(row)));
          expect(aside.ids('work')).toEqual(ill.map(String));
          expect(aside.ids('other')).toEqual([]);
          await round();
          expect(reported).toEqual(ill.map(String));
        },
      ),
    );
  });

  test('skips a failing row for increasing times until it succeeds', async () => {
    const { aside, clock, reported } = open();
    let isIll = true;
    const round = () =>
      aside.forEach('work', ['ill', 'well'], String, async (row) => {
        if (row === 'ill' && isIll) throw new Error('ill');
      });
    await round();
    clock.now = 60_000;
    expect(aside.ids('work')).toEqual([]);
    await round();
    clock.now += 60_001;
    expect(aside.ids('work')).toEqual(['ill']);
    clock.now += 60_000;
    expect(aside.ids('work')).toEqual([]);
    isIll = false;
    await round();
    expect(aside.ids('work')).toEqual([]);
    expect(reported).toEqual(['ill']);
  });

  test('fails the run when every row fails', async () => {
    const { aside } = open();
    const broken = aside.forEach('work', [1, 2], String, () => Promise.reject(new Error('away')));
    await expect(broken).rejects.toThrow('away');
  });
});
