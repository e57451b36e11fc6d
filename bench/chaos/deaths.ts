import type { SentFault } from '../../playground/trial.ts';
import { type Moment, moments } from '../../src/delivery/moments.ts';

/** A process dies at a named moment, or at any instant. */
export type Death = { moment: Moment; count: number } | { afterMs: number };

/** Moments that pass for every copy; others pass once a round. */
const frequent: ReadonlySet<Moment> = new Set(['request leaves', 'answer came']);
/** Moments that come only when a platform refuses something. */
export const refusals: Partial<Record<Moment, SentFault>> = {
  'wait kept': {
    path: 'sendMessage',
    answer: {
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
    answer: {
      status: 403,
      body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
    },
  },
};

/** Each named moment in turn, and as often any instant. */
export function* deaths(): Generator<Death, never> {
  for (let round = 0; ; round += 1) {
    for (const [index, moment] of moments.entries()) {
      const passes = frequent.has(moment)
        ? 1 + ((round * 211 + index * 97) % 600)
        : 1 + (round % 2);
      yield { moment, count: passes };
      yield { afterMs: 100 + ((round * 577 + index * 311) % 2_500) };
    }
  }
}
