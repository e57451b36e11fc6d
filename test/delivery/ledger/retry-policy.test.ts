import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decideRetry,
  maxTries,
  type RetryContext,
} from '../../../src/delivery/ledger/retry-policy.ts';
import type { SendError } from '../../../src/delivery/publisher.ts';

const first: RetryContext = {
  previousTries: 0,
  supportsIdempotencyKey: false,
  createsMessage: true,
  consecutiveFailures: 0,
};

describe('the retry decision after a failed request', () => {
  test('waits exactly as long as asked without counting a failure', () => {
    expect(decideRetry({ fault: 'wait', seconds: 43_200, scope: 'chat' }, first)).toMatchObject({
      become: 'queued',
      inSeconds: 43_200,
      counts: false,
    });
  });

  test('never resends after a lost response where it could duplicate', () => {
    expect(decideRetry({ fault: 'lost', reason: 'ECONNRESET' }, first).nextState).toBe('unknown');
  });

  test('resends where that is idempotent and keeps the outcome open until then', () => {
    expect(
      decideRetry({ fault: 'lost', reason: 'x' }, { ...first, supportsIdempotencyKey: true }),
    ).toMatchObject({ become: 'queued', isSure: false });
  });

  test('repeats an edit after a lost response on any platform', () => {
    expect(
      decideRetry({ fault: 'lost', reason: 'x' }, { ...first, createsMessage: false }),
    ).toMatchObject({ become: 'queued', isSure: true });
  });

  test('closes a closed chat and skips the delivery with the reason', () => {
    expect(decideRetry({ fault: 'closed', reason: 'blocked' }, first)).toEqual({
      become: 'skipped',
      error: 'blocked',
      close: 'blocked',
    });
  });

  test('closes a chat with recoverable permissions at the third consecutive refusal', () => {
    const refused: SendError = { fault: 'closed', reason: 'noRights', closeAfter: 3 };
    const becomes = [0, 1, 2].map(
      (consecutiveFailures) => decideRetry(refused, { ...first, consecutiveFailures }).nextState,
    );
    expect(becomes).toEqual(['queued', 'queued', 'skipped']);
  });

  test('stops retrying at the limit', () => {
    expect(
      decideRetry({ fault: 'retry', reason: 'x' }, { ...first, previousTries: maxTries - 1 })
        .nextState,
    ).toBe('failed');
  });
});

const fault: fc.Arbitrary<SendError> = fc.oneof(
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
    consecutiveFailures: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ fault: fc.constant('migrated' as const), to: fc.string() }),
);

test('resends what may have arrived only where no duplicate results', () => {
  fc.assert(
    fc.property(
      fault,
      fc.record({
        previousTries: fc.nat(20),
        supportsIdempotencyKey: fc.boolean(),
        createsMessage: fc.boolean(),
        consecutiveFailures: fc.nat(5),
      }),
      (failed, tried) => {
        const { nextState } = decideRetry(failed, tried);
        if (nextState !== 'queued') return;
        expect(failed.fault).not.toBe('refused');
        if (failed.fault === 'lost') {
          expect(tried.supportsIdempotencyKey || !tried.createsMessage).toBe(true);
        }
      },
    ),
  );
});
