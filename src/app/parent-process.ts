/** How often it is looked whether the parent is there, in milliseconds. */
const pollMs = 500;

/**
 * Calls back once when the process that started this one is gone. It may have been killed in a way that it could not
 * hand on, and what it started shall not live on where nobody sees it.
 */
export function onParentExit(gone: () => void): void {
  const parent = process.ppid;
  const isThere = () => {
    // Elsewhere than on Windows an orphan gets another parent; on Windows it keeps the number.
    if (process.ppid !== parent) return false;
    try {
      return process.kill(parent, 0);
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  };
  const watch = setInterval(() => {
    if (isThere()) return;
    clearInterval(watch);
    gone();
  }, pollMs);
  watch.unref();
}
