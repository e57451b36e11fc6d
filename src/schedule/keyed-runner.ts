/** Settles things with a rhythm of their own, each by one at a time in this process. */
export interface KeyedRunner {
  /** Fails when it breaks in another way than before: what is tried again by every round is reported once. */
  run(key: string, run: () => Promise<void>): Promise<void>;
  /** It is no more. */
  forget(key: string): void;
  /** Those of which something is remembered. */
  failedKeys(): string[];
}

/** @param track keeps account of what runs, and reports what fails; never fails itself */
export function createKeyedRunner(
  track: (name: string, run: () => Promise<void>) => Promise<void>,
): KeyedRunner {
  const running = new Map<string, Promise<void>>();
  /** What each last broke with. */
  const lastErrors = new Map<string, string>();

  async function once(key: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
      lastErrors.delete(key);
    } catch (error) {
      const said = String(error);
      if (lastErrors.get(key) === said) return;
      lastErrors.set(key, said);
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
