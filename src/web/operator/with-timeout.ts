import { setTimeout as sleep } from 'node:timers/promises';

/** How long a page waits for the database, in milliseconds. */
const timeoutMs = 2_000;

/** Resolves to the value, or to `undefined` when it takes too long. */
export async function withTimeout<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  const late = new AbortController();
  const { signal } = late;
  try {
    return await Promise.race([
      asked.catch(() => undefined),
      sleep(timeoutMs, undefined, { signal }).catch(() => undefined),
    ]);
  } finally {
    late.abort();
  }
}
