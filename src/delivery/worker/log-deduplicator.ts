/** Maximum number of remembered keys. */
const maxRemembered = 200;

/** Returns whether a key is new among the recent ones, so that repeated failures are logged once. */
export function createLogDeduplicator(): (key: string) => boolean {
  const known = new Set<string>();
  return (key) => {
    if (known.has(key)) return false;
    if (known.size >= maxRemembered) known.clear();
    known.add(key);
    return true;
  };
}
