import type { BotHealth } from './bot-health.ts';
import type { DatabaseMonitor } from './database-monitor.ts';
import type { DiskMonitor } from './disk-monitor.ts';
import type { WorkerTracker } from './worker-tracker.ts';

/** Something that is wrong. */
export type HealthProblem =
  | { component: 'bot'; name: string; reason: string }
  | { component: 'store' | 'disk'; since: number; reason: string }
  | { component: 'worker'; name: string; since: number; reason: string };

export interface HealthSources {
  bots(): readonly { platform: string; health(): BotHealth }[];
  database: Pick<DatabaseMonitor, 'check'>;
  disk: Pick<DiskMonitor, 'check'>;
  workers: Pick<WorkerTracker, 'failing'>;
}

export interface HealthReport {
  /** Whether everything works that should. */
  ok: boolean;
  [part: string]: unknown;
}

/** A bot in the answer of `/healthz`. */
const describeBot = ({ isConnected, problem, registrationProblem }: BotHealth) => ({
  connected: isConnected,
  ...(problem === undefined ? {} : { problem }),
  ...(registrationProblem === undefined ? {} : { registration: registrationProblem }),
});

const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Everything that is wrong now. Answers within some seconds, whatever is wrong. */
export async function findProblems({
  bots,
  database,
  disk,
  workers,
}: HealthSources): Promise<HealthProblem[]> {
  const [{ isAvailable, ...silence }, space] = await Promise.all([database.check(), disk.check()]);
  return [
    ...bots().flatMap((bot): HealthProblem[] => {
      const { isConnected, problem } = bot.health();
      const reason = problem ?? 'not connected yet';
      return isConnected ? [] : [{ component: 'bot', name: bot.platform, reason }];
    }),
    ...('since' in silence && !isAvailable ? [{ component: 'store' as const, ...silence }] : []),
    ...(space ? [{ component: 'disk' as const, ...space }] : []),
    ...workers.failing().map(({ worker, since, reason }) => ({
      component: 'worker' as const,
      name: worker,
      since,
      reason,
    })),
  ];
}

/** What `/healthz` tells: the state of each bot, and whatever else is wrong. */
export async function reportHealth(parts: HealthSources): Promise<HealthReport> {
  const troubles = await findProblems(parts);
  const workers = troubles.filter((trouble) => trouble.component === 'worker');
  const told = (part: 'store' | 'disk') =>
    troubles.flatMap((trouble) =>
      trouble.component === part
        ? [[part, { problem: trouble.reason, since: isoTime(trouble.since) }] as const]
        : [],
    );
  return {
    ok: troubles.length === 0,
    ...Object.fromEntries(parts.bots().map((bot) => [bot.platform, describeBot(bot.health())])),
    ...Object.fromEntries([...told('store'), ...told('disk')]),
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
