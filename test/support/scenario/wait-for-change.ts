import type { ClientDriver } from '../../../playground/driver/client-driver.ts';

/** How long a person looks at the screen before giving up, in milliseconds of real time. */
const timeoutMs = 15_000;

/** Looks now and at each change of what anybody sees, until there is something. */
export async function waitForChange<Value>(
  stages: readonly ClientDriver[],
  look: () => Value | undefined,
  fail: () => string,
): Promise<Value> {
  const first = look();
  if (first !== undefined) return first;
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const timer = setTimeout(() => reject(new Error(fail())), timeoutMs);
  const stops = stages.map((driver) =>
    driver.onChange(() => {
      const found = look();
      if (found !== undefined) resolve(found);
    }),
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    for (const stop of stops) stop();
  }
}
