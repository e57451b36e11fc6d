/**
 * Coalesces concurrent calls: those made while the work runs share one follow-up run, which begins after all of them.
 * Errors are swallowed.
 */
export function coalesce(work: () => Promise<unknown>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= last.then(async () => {
      next = undefined;
      await work().catch(() => undefined);
    });
    last = next;
    return next;
  };
}
