import { setImmediate as immediate } from 'node:timers/promises';

/** Most tasks that run at once: enough to use the database well, few enough that none waits for hundreds. */
const maxConcurrent = 12;

/** Runs tasks in order per key; tasks of different keys run concurrently up to a limit. */
export interface KeyedQueue {
  run(key: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when the queue is empty. */
  drain(): Promise<void>;
}

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<void>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  async function runWithinLimit(work: () => Promise<void>): Promise<void> {
    if (running >= maxConcurrent) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      // The embedded database runs on this thread: let sockets and timers run between two tasks.
      if (running > 1) await immediate();
      await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }
  return {
    run(key, work) {
      const previous = tails.get(key) ?? Promise.resolve();
      const result = previous.then(() => runWithinLimit(work));
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
