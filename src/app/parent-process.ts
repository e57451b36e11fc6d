const pollMs = 500;

/**
 * Calls back once when the parent process is gone. A parent killed by SIGKILL cannot forward the signal, and this
 * process would go on without it.
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
