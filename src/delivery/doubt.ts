import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Publisher } from './publisher.ts';

/** Waits between questions whether a platform answers again, and for an answer, in milliseconds. */
const probing = { first: 500, longest: 30_000, patience: 10_000 } as const;
/** A request without an answer for so long makes the platform suspect, in milliseconds. */
export const silentMs = 3_000;

export interface Doubt {
  /** A request got no answer. */
  raise(): void;
  /** Asks the platform when there is doubt. @returns milliseconds to wait, 0 when it answers */
  settle(publisher: Publisher): Promise<number>;
}

/**
 * Whether a platform answers at all. While it does not, nothing is sent: an outage leaves open the fate of what was
 * under way when it began, and of nothing else.
 */
export function createDoubt({ clock, log }: { clock: Clock; log: Logger }): Doubt {
  let suspect: { wait: number; nextAt: number } | undefined;

  async function answers(publisher: Publisher): Promise<boolean> {
    const given = new AbortController();
    const answer = await Promise.race([
      publisher.probe(),
      clock.sleep(probing.patience, given.signal).then(() => undefined),
    ]);
    given.abort();
    if (!answer) return false;
    // Whatever it refuses, it is there.
    return answer.ok || (answer.fault !== 'lost' && answer.fault !== 'retry');
  }
  return {
    raise() {
      suspect ??= { wait: probing.first, nextAt: clock.monotonic() };
    },
    async settle(publisher) {
      if (!suspect) return 0;
      const early = suspect.nextAt - clock.monotonic();
      if (early > 0) return early;
      if (await answers(publisher)) {
        suspect = undefined;
        return 0;
      }
      const { wait } = suspect;
      suspect = { wait: Math.min(wait * 2, probing.longest), nextAt: clock.monotonic() + wait };
      log.warn({ platform: publisher.platform, seconds: wait / 1000 }, 'no answer');
      return wait;
    },
  };
}
