import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Publisher } from '../publisher.ts';

/** Waits between questions whether a platform answers again, and for an answer, in milliseconds. */
const probeTimes = { initialMs: 500, maxMs: 30_000, timeoutMs: 10_000 } as const;
/** A request without an answer for so long makes the platform suspect, in milliseconds. */
export const stallTimeoutMs = 3_000;

export interface CircuitBreaker {
  /** A request got no answer. */
  trip(): void;
  /** Asks the platform when there is doubt. @returns milliseconds to wait, 0 when it answers */
  tryClose(publisher: Publisher): Promise<number>;
}

/**
 * Whether a platform answers at all. While it does not, nothing is sent: an outage leaves open the fate of what was
 * under way when it began, and of nothing else.
 */
export function createCircuitBreaker({
  clock,
  log,
}: {
  clock: Clock;
  log: Logger;
}): CircuitBreaker {
  let openState: { wait: number; nextAt: number } | undefined;

  async function isReachable(publisher: Publisher): Promise<boolean> {
    const timeout = new AbortController();
    const answer = await Promise.race([
      publisher.probe(),
      clock.sleep(probeTimes.timeoutMs, timeout.signal).then(() => undefined),
    ]);
    timeout.abort();
    if (!answer) return false;
    // Whatever it refuses, it is there.
    return answer.ok || (answer.kind !== 'ambiguous' && answer.kind !== 'transient');
  }
  return {
    trip() {
      openState ??= { wait: probeTimes.initialMs, nextAt: clock.monotonic() };
    },
    async tryClose(publisher) {
      if (!openState) return 0;
      const early = openState.nextAt - clock.monotonic();
      if (early > 0) return early;
      if (await isReachable(publisher)) {
        openState = undefined;
        return 0;
      }
      const { wait } = openState;
      openState = { wait: Math.min(wait * 2, probeTimes.maxMs), nextAt: clock.monotonic() + wait };
      log.warn({ platform: publisher.platform, seconds: wait / 1000 }, 'no answer');
      return wait;
    },
  };
}
