import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { isNoResponse, type Publisher } from '../publisher.ts';

/** Delays between probes, and the time limit of a probe, in milliseconds. */
const probeTimes = { initialMs: 500, maxMs: 30_000, timeoutMs: 10_000 } as const;
/** A request without a response for this long trips the circuit breaker, in milliseconds. */
export const stallTimeoutMs = 3_000;

/**
 * Stops sending while a platform does not respond, so that an outage leaves only the requests in flight at its
 * beginning with an unknown outcome.
 */
export interface CircuitBreaker {
  /** A request got no response: probe before sending anything more. */
  trip(): void;
  /** Probes the platform if the breaker is open and a probe is due. @returns milliseconds to wait, 0 when closed */
  tryClose(publisher: Publisher): Promise<number>;
}

export function createCircuitBreaker({
  clock,
  log,
}: {
  clock: Clock;
  log: Logger;
}): CircuitBreaker {
  let openState: { delayMs: number; nextProbeAt: number } | undefined;

  async function isReachable(publisher: Publisher): Promise<boolean> {
    const timeout = new AbortController();
    const response = await Promise.race([
      publisher.probe(),
      clock.sleep(probeTimes.timeoutMs, timeout.signal).then(() => undefined),
    ]);
    timeout.abort();
    // An error response is a response.
    return response !== undefined && (response.ok || !isNoResponse(response));
  }

  return {
    trip() {
      openState ??= { delayMs: probeTimes.initialMs, nextProbeAt: clock.monotonic() };
    },
    async tryClose(publisher) {
      if (!openState) return 0;
      const untilProbe = openState.nextProbeAt - clock.monotonic();
      if (untilProbe > 0) return untilProbe;
      if (await isReachable(publisher)) {
        openState = undefined;
        return 0;
      }
      const { delayMs } = openState;
      openState = {
        delayMs: Math.min(delayMs * 2, probeTimes.maxMs),
        nextProbeAt: clock.monotonic() + delayMs,
      };
      log.warn(
        {
          event: 'delivery.platform_unreachable',
          platform: publisher.platform,
          retryInSeconds: delayMs / 1000,
        },
        'the platform does not respond; nothing is sent until it does',
      );
      return delayMs;
    },
  };
}
