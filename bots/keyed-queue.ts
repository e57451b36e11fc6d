import { setImmediate as immediate } from 'node:timers/promises';

/** Pieces of work under way at once: enough to use the store well, few enough that none waits for hundreds. */
const maxConcurrent = 12;

/** Work in the order in which it came, one at a time for each key; some different keys run beside each other. */
export interface KeyedQueue {
  run(key: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is left. */
  drain(): Promise<void>;
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<void>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (running >= maxConcurrent) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      // The embedded database works on this very thread: sockets and timers get their turn between two pieces.
      if (running > 1) await immediate();
      await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(() => inTurn(work));
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return result;
    },
    async drain() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
