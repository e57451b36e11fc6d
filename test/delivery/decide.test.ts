import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, mostAttempts, nonceWindowMs } from '../../src/delivery/decide.ts';
import type { Fault } from '../../src/delivery/publisher.ts';

const first = { attempt: 1, repeatsSafely: false, elapsedMs: 0 };

describe('what a failed request means', () => {
  test('a wait is kept to the second', () => {
    expect(decide({ fault: 'wait', seconds: 43_200 }, first)).toMatchObject({
      become: 'queued',
      inSeconds: 43_200,
    });
  });

  test('an answer that was lost is never sent again where it could be doubled', () => {
    expect(decide({ fault: 'lost', reason: 'ECONNRESET' }, first).become).toBe('unknown');
  });

  test('where repeating is safe it is repeated, but only while the window lasts', () => {
    const safe = { ...first, repeatsSafely: true };
    expect(decide({ fault: 'lost', reason: 'x' }, safe).become).toBe('queued');
    expect(
      decide({ fault: 'lost', reason: 'x' }, { ...safe, elapsedMs: nonceWindowMs }).become,
    ).toBe('unknown');
  });

  test('a closed chat is closed and the copy left out, with the reason', () => {
    expect(decide({ fault: 'closed', reason: 'blocked' }, first)).toEqual({
      become: 'skipped',
      error: 'blocked',
      close: 'blocked',
    });
  });

  test('retries end', () => {
    expect(
      decide({ fault: 'retry', reason: 'x' }, { ...first, attempt: mostAttempts }).become,
    ).toBe('failed');
  });
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ fault: fc.constant('wait' as const), seconds: fc.nat(100_000) }),
  fc.record({
    fault: fc.constantFrom(
      'retry' as const,
      'lost' as const,
      'closed' as const,
      'refused' as const,
    ),
    reason: fc.string(),
  }),
  fc.record({ fault: fc.constant('migrated' as const), to: fc.string() }),
);

test('only what is safe is ever sent again', () => {
  fc.assert(
    fc.property(
      fault,
      fc.integer({ min: 1, max: 20 }),
      fc.boolean(),
      fc.nat(1_000_000),
      (failed, attempt, repeatsSafely, elapsedMs) => {
        const { become } = decide(failed, { attempt, repeatsSafely, elapsedMs });
        if (become !== 'queued') return;
        expect(
          failed.fault === 'lost'
            ? repeatsSafely
            : ['wait', 'retry', 'migrated'].includes(failed.fault),
        ).toBe(true);
      },
    ),
  );
});
