import type { LoadHarnessProcess } from './load-harness-process.ts';
import type { ProgramProcess } from './program-process.ts';

export const platformNames = ['discord', 'telegram'] as const;
export type PlatformName = (typeof platformNames)[number];

export const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Messages per second from the first to the last. */
export function messagesPerSecond(times: readonly number[]): number {
  const first = Math.min(...times.slice(0, 1));
  const last = times.at(-1) ?? 0;
  return times.length < 2 ? 0 : ((times.length - 1) / (last - first)) * 1000;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Waits until a publication has ended. @returns its counts */
export async function waitUntilDone(program: ProgramProcess, id: string, everyMs = 250) {
  for (;;) {
    const coverage = await program.ask({ ask: 'coverage', id });
    if (coverage.isDone) return coverage;
    await sleep(everyMs);
  }
}

/** Number of chats that got no message, one, or more. */
export async function summarizeReceived(
  platforms: LoadHarnessProcess,
  words: string,
): Promise<string> {
  const counts = await platforms.ask({ ask: 'count', words });
  return platformNames
    .map((name) => {
      const of = (test: (count: number) => boolean) => counts[name].filter(test).length;
      return `${name} ${of((n) => n === 1)} once, ${of((n) => n === 0)} none, ${of((n) => n > 1)} doubled`;
    })
    .join('; ');
}

export const printLine = (line: string): void => console.log(line);
