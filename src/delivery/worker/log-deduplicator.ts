/** Most texts that are remembered. */
const maxRemembered = 200;

/** Whether a text comes for the first time, of those that came last: what is reported once. */
export function createLogDeduplicator(): (text: string) => boolean {
  const known = new Set<string>();
  return (text) => {
    if (known.has(text)) return false;
    if (known.size >= maxRemembered) known.clear();
    known.add(text);
    return true;
  };
}
