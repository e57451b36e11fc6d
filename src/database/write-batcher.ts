import { setImmediate as immediate } from 'node:timers/promises';

/** Groups items into batched writes. */
export interface WriteBatcher<Item> {
  add(item: Item): void;
  /** Resolves when everything is written. After this call, writes are no longer delayed for batching. */
  drain(): Promise<void>;
}

/**
 * Writes an item at once after an idle period, otherwise together with all items added in the meantime.
 * @param write never rejects
 * @param pause resolves after the minimum time between two writes, or early when the signal aborts
 */
export function createWriteBatcher<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  pause: (signal: AbortSignal) => Promise<unknown>,
): WriteBatcher<Item> {
  const draining = new AbortController();
  const { signal } = draining;
  let waiting: Item[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // Items added in the same turn of the event loop are written together.
      await immediate();
      const items = waiting;
      waiting = [];
      await write(items);
      if (!signal.aborted) await pause(signal);
    }
    running = undefined;
  }

  return {
    add(item) {
      waiting.push(item);
      running ??= run();
    },
    async drain() {
      draining.abort();
      await running;
    },
  };
}
