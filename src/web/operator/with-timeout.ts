import { setTimeout as sleep } from 'node:timers/promises';

/** How long a page waits for the store, in milliseconds. */
const timeoutMs = 2_000;

/** What the store says, or nothing when it says nothing soon. */
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
