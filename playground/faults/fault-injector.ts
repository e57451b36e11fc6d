import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What happens to a request in place of the usual: an answer in place of the real one, `drop` (the connection
 * breaks before anything happens), `lose` (it happens, and the connection breaks before the answer), `hang`
 * (nothing happens and nothing comes back, as on a socket that is open on one side alone), `hush` (it happens,
 * and nothing comes back), or a stall after which it happens and is answered.
 */
export type FaultEffect =
  | 'drop'
  | 'lose'
  | 'hang'
  | 'hush'
  | { stallMs: number }
  | { status: number; body?: unknown; headers?: Record<string, string> };

/** Something that goes wrong for the next matching requests. */
export interface Fault {
  method?: string;
  /** Tested against the path after `/api/v10` on Discord, against the method's name on Telegram. */
  path?: RegExp;
  /** How often, 1 by default. */
  times?: number;
  /** Only each so many-th of the matching requests, 1 by default. */
  every?: number;
  effect: FaultEffect;
}

export interface FaultInjector {
  add: (fault: Fault) => void;
  /** The fault for this request, used up by asking. */
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

/** Waits until whoever asked has given up. */
export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Lets a stall pass; other faults take no time. */
export async function delayFor(fault: FaultEffect | undefined): Promise<void> {
  if (typeof fault === 'object' && 'stallMs' in fault) await sleep(fault.stallMs);
}
