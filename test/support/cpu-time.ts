/** Milliseconds of processor time that work takes on this thread; other work on the machine counts for nothing. */
export function measureCpuMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
