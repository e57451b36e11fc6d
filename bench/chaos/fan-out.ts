import type { LoadHarnessProcess } from '../delivery/load-harness-process.ts';
import { sleep } from '../delivery/measurements.ts';
import type { KillPoint } from './kill-points.ts';
import { type ProgramPool, retryAfterKill } from './program-pool.ts';

/** Timeout of a fan-out after the last kill, in milliseconds. */
const timeoutMs = 60_000;

/** Results of the copies of fan-outs, counted by the platforms. */
export interface ChaosTotals {
  kills: number;
  fanOuts: number;
  discord: { lost: number; doubled: number; unknown: number };
  telegram: { lost: number; doubled: number; unknown: number; lostAnswers: number; others: number };
  /** Most deliveries left unknown by one kill. */
  maxUnknownPerKill: number;
  killsByPoint: Map<string, number>;
}

export const emptyTotals = (): ChaosTotals => ({
  kills: 0,
  fanOuts: 0,
  discord: { lost: 0, doubled: 0, unknown: 0 },
  telegram: { lost: 0, doubled: 0, unknown: 0, lostAnswers: 0, others: 0 },
  maxUnknownPerKill: 0,
  killsByPoint: new Map(),
});

/** Runs one fan-out with its kills. */
export async function runFanOut(
  trial: ProgramPool,
  platforms: LoadHarnessProcess,
  {
    words,
    kills,
    sum,
    next,
  }: { words: string; kills: number; sum: ChaosTotals; next(): KillPoint },
): Promise<void> {
  await platforms.ask({ ask: 'forget' });
  await retryAfterKill(trial, (program) => program.ask({ ask: 'reopen' }));
  let killed = 0;
  const count = (moment: string) => {
    killed += 1;
    sum.kills += 1;
    sum.killsByPoint.set(moment, (sum.killsByPoint.get(moment) ?? 0) + 1);
  };
  let death = next();
  while ('moment' in death && death.moment.startsWith('publish') && killed < kills) {
    await trial.publishAndDie(death, words);
    count(death.moment);
    death = next();
  }
  const id =
    (await retryAfterKill(trial, (program) => program.ask({ ask: 'find', words }))) ??
    (await retryAfterKill(trial, (program) =>
      program.ask({ ask: 'publish', words, kind: 'briefing' }),
    ));
  while (killed < kills) {
    count(await trial.kill(death));
    if (killed < kills) death = next();
  }
  const until = Date.now() + timeoutMs;
  for (;;) {
    const { isDone, states } = await retryAfterKill(trial, (program) =>
      program.ask({ ask: 'coverage', id }),
    );
    if (isDone) break;
    if (Date.now() > until) {
      console.log(`  ${words}: not over after ${timeoutMs / 1000} s: ${JSON.stringify(states)}`);
      break;
    }
    await sleep(100);
  }
  const left = await retryAfterKill(trial, (program) => program.ask({ ask: 'open', id }));
  const counts = await platforms.ask({ ask: 'count', words });
  sum.fanOuts += 1;
  for (const platform of ['discord', 'telegram'] as const) {
    const open = left.filter((one) => one.platform === platform && one.state === 'unknown');
    const isOpen = new Set(open.map(({ platformId }) => platformId));
    const isClosed = new Set(
      left.filter(({ state }) => state === 'skipped').map(({ platformId }) => platformId),
    );
    const idOf = (index: number) =>
      platform === 'discord'
        ? String(1_410_000_000_000_000_000n + BigInt(index))
        : String(5_000_000 + index);
    const of = sum[platform];
    of.unknown += open.length;
    of.doubled += counts[platform].filter((count) => count > 1).length;
    of.lost += counts[platform].filter(
      (count, index) => count === 0 && !isOpen.has(idOf(index)) && !isClosed.has(idOf(index)),
    ).length;
    if (platform === 'telegram') {
      const arrived = counts.telegram.filter(
        (count, index) => count > 0 && isOpen.has(idOf(index)),
      ).length;
      sum.telegram.lostAnswers += arrived;
      sum.telegram.others += open.length - arrived;
      sum.maxUnknownPerKill = Math.max(
        sum.maxUnknownPerKill,
        (open.length - arrived) / Math.max(1, kills),
      );
    }
  }
}
