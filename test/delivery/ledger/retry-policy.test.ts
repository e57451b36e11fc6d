import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decideRetry,
  maxFailures,
  type RetryContext,
} from '../../../src/delivery/ledger/retry-policy.ts';
import type { SendError } from '../../../src/delivery/publisher.ts';

const first: RetryContext = {
  previousFailures: 0,
  supportsIdempotencyKey: false,
  createsMessage: true,
  consecutiveFailures: 0,
};

describe('the retry decision after a failed request', () => {
  test('waits exactly as long as asked without counting a failure', () => {
    expect(
      decideRetry({ kind: 'rateLimited', seconds: 43_200, scope: 'chat' }, first),
    ).toMatchObject({
      nextState: 'queued',
      delaySeconds: 43_200,
      countsAsFailure: false,
    });
  });

  test('never resends after a lost response where it could duplicate', () => {
    expect(decideRetry({ kind: 'ambiguous', reason: 'ECONNRESET' }, first).nextState).toBe(
      'unknown',
    );
  });

  test('resends where that is idempotent and keeps the outcome open until then', () => {
    expect(
      decideRetry({ kind: 'ambiguous', reason: 'x' }, { ...first, supportsIdempotencyKey: true }),
    ).toMatchObject({ nextState: 'queued', isDefinitelyUnsent: false });
  });

  test('repeats an edit after a lost response on any platform', () => {
    expect(
      decideRetry({ kind: 'ambiguous', reason: 'x' }, { ...first, createsMessage: false }),
    ).toMatchObject({ nextState: 'queued', isDefinitelyUnsent: true });
  });

  test('closes a closed chat and skips the delivery with the reason', () => {
    expect(decideRetry({ kind: 'chatClosed', reason: 'blocked' }, first)).toEqual({
      nextState: 'skipped',
      error: 'blocked',
      closeReason: 'blocked',
    });
  });

  test('closes a chat with recoverable permissions at the third consecutive refusal', () => {
    const refused: SendError = { kind: 'chatClosed', reason: 'noRights', closeAfter: 3 };
    const becomes = [0, 1, 2].map(
      (consecutiveFailures) => decideRetry(refused, { ...first, consecutiveFailures }).nextState,
    );
    expect(becomes).toEqual(['queued', 'queued', 'skipped']);
  });

  test('stops retrying at the limit', () => {
    expect(
      decideRetry(
        { kind: 'transient', reason: 'x' },
        { ...first, previousFailures: maxFailures - 1 },
      ).nextState,
    ).toBe('failed');
  });
});

const sendError: fc.Arbitrary<SendError> = fc.oneof(
  fc.record({
    kind: fc.constant('rateLimited' as const),
    seconds: fc.nat(100_000),
    scope: fc.constantFrom('chat' as const, 'bot' as const, 'unspecified' as const),
  }),
  fc.record({
    kind: fc.constantFrom('transient' as const, 'ambiguous' as const, 'rejected' as const),
    reason: fc.string(),
  }),
  fc.record({
    kind: fc.constant('chatClosed' as const),
    reason: fc.string(),
    closeAfter: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('migrated' as const), to: fc.string() }),
);

test('resends what may have arrived only where no duplicate results', () => {
  fc.assert(
    fc.property(
      sendError,
      fc.record({
        previousFailures: fc.nat(20),
        supportsIdempotencyKey: fc.boolean(),
        createsMessage: fc.boolean(),
        consecutiveFailures: fc.nat(5),
      }),
      (failed, tried) => {
        const { nextState } = decideRetry(failed, tried);
        if (nextState !== 'queued') return;
        expect(failed.kind).not.toBe('rejected');
        if (failed.kind === 'ambiguous') {
          expect(tried.supportsIdempotencyKey || !tried.createsMessage).toBe(true);
        }
      },
    ),
  );
});
