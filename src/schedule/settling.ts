/** Settles things with a rhythm of their own, each by one at a time in this process. */
export interface Settling {
  /** Fails when it breaks in another way than before: what is tried again by every round is reported once. */
  settle(key: string, run: () => Promise<void>): Promise<void>;
  /** It is no more. */
  forget(key: string): void;
  /** Those of which something is remembered. */
  keys(): string[];
}

/** @param work keeps account of what runs, and reports what fails; never fails itself */
export function createSettling(
  work: (name: string, run: () => Promise<void>) => Promise<void>,
): Settling {
  const settling = new Map<string, Promise<void>>();
  /** What each last broke with. */
  const broken = new Map<string, string>();

  async function once(key: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
      broken.delete(key);
    } catch (error) {
      const said = String(error);
      if (broken.get(key) === said) return;
      broken.set(key, said);
      throw error;
    }
  }

  return {
    settle(key, run) {
      const before = settling.get(key) ?? Promise.resolve();
      const next = before.then(() => work(key, () => once(key, run)));
      settling.set(key, next);
      return next.finally(() => {
        if (settling.get(key) === next) settling.delete(key);
      });
    },
    forget: (key) => void broken.delete(key),
    keys: () => [...broken.keys()],
  };
}
