import { setImmediate as immediate } from 'node:timers/promises';

/** Things that are written together. */
export interface WriteBatcher<Item> {
  add(item: Item): void;
  /** Resolves when everything is written; from then on nothing waits for company. */
  drain(): Promise<void>;
}

/**
 * Writes a thing at once where nothing was written of late, else together with all that come meanwhile.
 * @param write never rejects
 * @param pause the least time between two writings; ends at the latest when the signal says so
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
      // What ends in the same turn is written together.
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
