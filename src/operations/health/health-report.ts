import type { BotHealth } from './bot-health.ts';
import type { DatabaseMonitor } from './database-monitor.ts';
import type { DiskMonitor } from './disk-monitor.ts';
import type { WorkerTracker } from './worker-tracker.ts';

export type HealthProblem =
  | { component: 'bot'; name: string; reason: string }
  | { component: 'database' | 'disk'; since: number; reason: string }
  | { component: 'worker'; name: string; since: number; reason: string };

export interface HealthSources {
  bots(): readonly { platform: string; health(): BotHealth }[];
  database: Pick<DatabaseMonitor, 'check'>;
  disk: Pick<DiskMonitor, 'check'>;
  workers: Pick<WorkerTracker, 'failing'>;
}

export interface HealthReport {
  /** Whether there are no problems. */
  ok: boolean;
  [part: string]: unknown;
}

/** A bot in the response of `/healthz`. */
const describeBot = ({
  isConnected,
  problem,
  registrationProblem,
  features,
  latched,
}: BotHealth) => ({
  connected: isConnected,
  ...(problem === undefined ? {} : { problem }),
  ...(registrationProblem === undefined ? {} : { registration: registrationProblem }),
  ...(features === undefined ? {} : { features }),
  ...(latched === undefined ? {} : { latched }),
});

const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Current problems. Resolves within seconds, whatever is wrong. */
export async function findProblems({
  bots,
  database,
  disk,
  workers,
}: HealthSources): Promise<HealthProblem[]> {
  const [{ isAvailable, ...outage }, space] = await Promise.all([database.check(), disk.check()]);
  return [
    ...bots().flatMap((bot): HealthProblem[] => {
      const { isConnected, problem } = bot.health();
      const reason = problem ?? 'not connected yet';
      return isConnected ? [] : [{ component: 'bot', name: bot.platform, reason }];
    }),
    ...('since' in outage && !isAvailable ? [{ component: 'database' as const, ...outage }] : []),
    ...(space ? [{ component: 'disk' as const, ...space }] : []),
    ...workers.failing().map(({ worker, since, reason }) => ({
      component: 'worker' as const,
      name: worker,
      since,
      reason,
    })),
  ];
}

/** The response of `/healthz`: the state of each bot, and other problems. */
export async function reportHealth(sources: HealthSources): Promise<HealthReport> {
  const problems = await findProblems(sources);
  const workers = problems.filter((problem) => problem.component === 'worker');
  const entryOf = (part: 'database' | 'disk') =>
    problems.flatMap((problem) =>
      problem.component === part
        ? [[part, { problem: problem.reason, since: isoTime(problem.since) }] as const]
        : [],
    );
  return {
    ok: problems.length === 0,
    ...Object.fromEntries(sources.bots().map((bot) => [bot.platform, describeBot(bot.health())])),
    ...Object.fromEntries([...entryOf('database'), ...entryOf('disk')]),
    ...(workers.length === 0
      ? {}
      : {
          workers: Object.fromEntries(
            workers.map(({ name, since, reason }) => [
              name,
              { problem: reason, since: isoTime(since) },
            ]),
          ),
        }),
  };
}
