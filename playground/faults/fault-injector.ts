import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What happens to a request: another response, `drop` (the connection is dropped without any effect), `lose` (the
 * request is performed, and the connection dropped before the response), `hang` (no effect and no response, as on a
 * half-open socket), `hush` (performed, no response), or a delay after which it is performed normally.
 */
export type FaultEffect =
  | 'drop'
  | 'lose'
  | 'hang'
  | 'hush'
  | { stallMs: number }
  | { status: number; body?: unknown; headers?: Record<string, string> };

/** A fault of the next matching requests. */
export interface Fault {
  method?: string;
  /** Matched with the path after `/api/v10` on Discord; on Telegram with the method's name, or with `file/…` for a download. */
  path?: RegExp;
  /** Number of requests, 1 by default. */
  times?: number;
  /** Only every nth matching request, 1 by default. */
  every?: number;
  effect: FaultEffect;
}

export interface FaultInjector {
  add: (fault: Fault) => void;
  /** The fault of this request, which is then used up. */
  consume: (method: string, path: string) => FaultEffect | undefined;
  clear: () => void;
  setDown: (down: boolean) => void;
  isDown: () => boolean;
  setTokenRejected: (refused: boolean) => void;
  isTokenRejected: () => boolean;
}

export function createFaultInjector(): FaultInjector {
  let waiting: { fault: Fault; left: number; seen: number }[] = [];
  let down = false;
  let refused = false;
  return {
    add: (fault) => waiting.push({ fault, left: fault.times ?? 1, seen: 0 }),
    consume(method, path) {
      if (waiting.length === 0) return undefined;
      const matching = waiting.filter(
        ({ fault }) =>
          (fault.method === undefined || fault.method === method) &&
          (fault.path === undefined || fault.path.test(path)),
      );
      for (const one of matching) one.seen += 1;
      const found = matching.find(({ fault, seen }) => seen % (fault.every ?? 1) === 0);
      if (!found) return undefined;
      found.left -= 1;
      waiting = waiting.filter((one) => one.left > 0);
      return found.fault.effect;
    },
    clear() {
      waiting = [];
    },
    setDown(value) {
      down = value;
    },
    isDown: () => down,
    setTokenRejected(value) {
      refused = value;
    },
    isTokenRejected: () => refused,
  };
}

/** Waits until the client gives up. */
export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Waits for a delay; other faults take no time. */
export async function delayFor(fault: FaultEffect | undefined): Promise<void> {
  if (typeof fault === 'object' && 'stallMs' in fault) await sleep(fault.stallMs);
}
