import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, mostTries, type Tried } from '../../src/delivery/decide.ts';
import type { Fault } from '../../src/delivery/publisher.ts';

const first: Tried = { tries: 0, repeatsSafely: false, makesMessage: true, strikes: 0 };

describe('what a failed request means', () => {
  test('a wait is kept to the second, and is no failure', () => {
    expect(decide({ fault: 'wait', seconds: 43_200, scope: 'chat' }, first)).toMatchObject({
      become: 'queued',
      inSeconds: 43_200,
      counts: false,
    });
  });

  test('an answer that was lost is never sent again where it could be doubled', () => {
    expect(decide({ fault: 'lost', reason: 'ECONNRESET' }, first).become).toBe('unknown');
  });

  test('where repeating is safe it is repeated, and its fate stays open until then', () => {
    expect(decide({ fault: 'lost', reason: 'x' }, { ...first, repeatsSafely: true })).toMatchObject(
      { become: 'queued', isSure: false },
    );
  });

  test('an edit whose answer was lost is repeated on any platform', () => {
    expect(decide({ fault: 'lost', reason: 'x' }, { ...first, makesMessage: false })).toMatchObject(
      { become: 'queued', isSure: true },
    );
  });

  test('a closed chat is closed and the copy left out, with the reason', () => {
    expect(decide({ fault: 'closed', reason: 'blocked' }, first)).toEqual({
      become: 'skipped',
      error: 'blocked',
      close: 'blocked',
    });
  });

  test('a chat whose rights may come back is closed at the third refusal in a row', () => {
    const refused: Fault = { fault: 'closed', reason: 'noRights', strikes: 3 };
    const becomes = [0, 1, 2].map((strikes) => decide(refused, { ...first, strikes }).become);
    expect(becomes).toEqual(['queued', 'queued', 'skipped']);
  });

  test('retries end', () => {
    expect(decide({ fault: 'retry', reason: 'x' }, { ...first, tries: mostTries - 1 }).become).toBe(
      'failed',
    );
  });
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    fault: fc.constant('wait' as const),
    seconds: fc.nat(100_000),
    scope: fc.constantFrom('chat' as const, 'bot' as const, 'unsaid' as const),
  }),
  fc.record({
    fault: fc.constantFrom('retry' as const, 'lost' as const, 'refused' as const),
    reason: fc.string(),
  }),
  fc.record({
    fault: fc.constant('closed' as const),
    reason: fc.string(),
    strikes: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ fault: fc.constant('migrated' as const), to: fc.string() }),
);

test('what may have arrived is sent again only where that makes no second message', () => {
  fc.assert(
    fc.property(
      fault,
      fc.record({
        tries: fc.nat(20),
        repeatsSafely: fc.boolean(),
        makesMessage: fc.boolean(),
        strikes: fc.nat(5),
      }),
      (failed, tried) => {
        const { become } = decide(failed, tried);
        if (become !== 'queued') return;
        expect(failed.fault).not.toBe('refused');
        if (failed.fault === 'lost') {
          expect(tried.repeatsSafely || !tried.makesMessage).toBe(true);
        }
      },
    ),
  );
});
