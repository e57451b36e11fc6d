/** Work in the order in which it came, one at a time for each key; different keys run beside each other. */
export interface Queue {
  run(key: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is left. */
  drain(): Promise<void>;
}

export function createQueue(): Queue {
  const tails = new Map<string, Promise<void>>();
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(work);
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
