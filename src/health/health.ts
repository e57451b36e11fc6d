import type { DiskWatch } from './disk.ts';
import type { Rounds } from './rounds.ts';
import type { StoreWatch } from './store.ts';

/** Something that is wrong. */
export type Trouble =
  | { with: 'bot'; name: string; reason: string }
  | { with: 'store' | 'disk'; since: number; reason: string }
  | { with: 'worker'; name: string; since: number; reason: string };

interface BotState {
  connected: boolean;
  problem?: string;
}

export interface HealthParts {
  bots(): readonly { platform: string; health(): BotState }[];
  store: Pick<StoreWatch, 'look'>;
  disk: Pick<DiskWatch, 'look'>;
  rounds: Pick<Rounds, 'failing'>;
}

export interface Health {
  /** Whether everything works that should. */
  ok: boolean;
  [part: string]: unknown;
}

const moment = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Everything that is wrong now. Answers within some seconds, whatever is wrong. */
export async function troublesOf({ bots, store, disk, rounds }: HealthParts): Promise<Trouble[]> {
  const [{ answers, ...silence }, space] = await Promise.all([store.look(), disk.look()]);
  return [
    ...bots().flatMap((bot): Trouble[] => {
      const { connected, problem } = bot.health();
      const reason = problem ?? 'not connected yet';
      return connected ? [] : [{ with: 'bot', name: bot.platform, reason }];
    }),
    ...('since' in silence && !answers ? [{ with: 'store' as const, ...silence }] : []),
    ...(space ? [{ with: 'disk' as const, ...space }] : []),
    ...rounds.failing().map(({ worker, since, reason }) => ({
      with: 'worker' as const,
      name: worker,
      since,
      reason,
    })),
  ];
}

/** What `/healthz` tells: the state of each bot, and whatever else is wrong. */
export async function healthOf(parts: HealthParts): Promise<Health> {
  const troubles = await troublesOf(parts);
  const workers = troubles.filter((trouble) => trouble.with === 'worker');
  const told = (part: 'store' | 'disk') =>
    troubles.flatMap((trouble) =>
      trouble.with === part
        ? [[part, { problem: trouble.reason, since: moment(trouble.since) }] as const]
        : [],
    );
  return {
    ok: troubles.length === 0,
    ...Object.fromEntries(parts.bots().map((bot) => [bot.platform, bot.health()])),
    ...Object.fromEntries([...told('store'), ...told('disk')]),
    ...(workers.length === 0
      ? {}
      : {
          workers: Object.fromEntries(
            workers.map(({ name, since, reason }) => [
              name,
              { problem: reason, since: moment(since) },
            ]),
          ),
        }),
  };
}
