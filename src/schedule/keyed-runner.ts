/** Runs work one at a time per key. */
export interface KeyedRunner {
  /** Rejects only when the error differs from that of the last run: work retried every minute is reported once. */
  run(key: string, run: () => Promise<void>): Promise<void>;
  forget(key: string): void;
  /** Keys whose last run failed. */
  failedKeys(): string[];
}

/** @param track runs work and reports its failure; never rejects */
export function createKeyedRunner(
  track: (name: string, run: () => Promise<void>) => Promise<void>,
): KeyedRunner {
  const running = new Map<string, Promise<void>>();
  const lastErrors = new Map<string, string>();

  async function once(key: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
      lastErrors.delete(key);
    } catch (error) {
      const reason = String(error);
      if (lastErrors.get(key) === reason) return;
      lastErrors.set(key, reason);
      throw error;
    }
  }

  return {
    run(key, run) {
      const before = running.get(key) ?? Promise.resolve();
      const next = before.then(() => track(key, () => once(key, run)));
      running.set(key, next);
      return next.finally(() => {
        if (running.get(key) === next) running.delete(key);
      });
    },
    forget: (key) => void lastErrors.delete(key),
    failedKeys: () => [...lastErrors.keys()],
  };
}
