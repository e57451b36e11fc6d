const pollMs = 500;

/**
 * Calls back once when the parent process is gone: killed by SIGKILL, it cannot pass a signal on, and this process
 * would run on unseen.
 */
export function onParentExit(onExit: () => void): void {
  const parent = process.ppid;
  const isAlive = () => {
    // An orphan gets another parent, except on Windows.
    if (process.ppid !== parent) return false;
    try {
      return process.kill(parent, 0);
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  };
  const timer = setInterval(() => {
    if (isAlive()) return;
    clearInterval(timer);
    onExit();
  }, pollMs);
  timer.unref();
}
