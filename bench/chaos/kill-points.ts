import type { SerializedFault } from '../../playground/load/load-harness.ts';
import { type FailpointName, failpoints } from '../../src/delivery/failpoints.ts';

/** A process is killed at a failpoint, or at a random instant. */
export type KillPoint = { moment: FailpointName; count: number } | { afterMs: number };

/** Failpoints that pass for every delivery; others pass once an iteration. */
const frequent: ReadonlySet<FailpointName> = new Set(['request started', 'response received']);
/** Failpoints that pass only when a platform rejects something. */
export const faultsByFailpoint: Partial<Record<FailpointName, SerializedFault>> = {
  'retry-after received': {
    path: 'sendMessage',
    effect: {
      status: 429,
      body: {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 1',
        parameters: { retry_after: 1 },
      },
    },
  },
  'chat closing': {
    path: 'sendMessage',
    effect: {
      status: 403,
      body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
    },
  },
};

/** Each failpoint in turn, and as often a random instant. */
export function* killPoints(): Generator<KillPoint, never> {
  for (let round = 0; ; round += 1) {
    for (const [index, moment] of failpoints.entries()) {
      const passes = frequent.has(moment)
        ? 1 + ((round * 211 + index * 97) % 600)
        : 1 + (round % 2);
      yield { moment, count: passes };
      yield { afterMs: 100 + ((round * 577 + index * 311) % 2_500) };
    }
  }
}
