/** Runs every task, one after the other, whether or not those before it failed. @throws the first failure */
export async function runSequentially(
  ...tasks: readonly (() => Promise<unknown>)[]
): Promise<void> {
  const failures: unknown[] = [];
  for (const task of tasks) await task().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
