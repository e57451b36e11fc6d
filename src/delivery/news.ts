/** Most texts that are remembered. */
const remembered = 200;

/** Whether a text comes for the first time, of those that came last: what is reported once. */
export function createNews(): (text: string) => boolean {
  const known = new Set<string>();
  return (text) => {
    if (known.has(text)) return false;
    if (known.size >= remembered) known.clear();
    known.add(text);
    return true;
  };
}
