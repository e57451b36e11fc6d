import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { BotHealth } from './bot.ts';

/** Milliseconds before the next try, doubled each time up to the longest. */
const backoff = { first: 1_000, longest: 60_000 } as const;

export interface SupervisedConnection {
  /** Resolves when the connection stood, or did not, for the first time. */
  firstAttempt: Promise<void>;
  health(): BotHealth;
  /** Called by the connection when it works. */
  reportConnected(): void;
  /** Called by the connection when it knows what is wrong. */
  reportProblem(problem: string): void;
  stop(): Promise<void>;
}

/** What a connection hears and says while it stands. */
export interface ConnectionControl {
  /** Aborted when it shall end. */
  signal: AbortSignal;
  reportConnected(): void;
  reportProblem(problem: string): void;
}

/**
 * Keeps a connection: runs `connect` again, with backoff, whenever it ends before it was told to.
 * @param connect resolves or rejects when the connection is over
 * @param describe what is wrong, without any secret
 */
export function superviseConnection(
  connect: (line: ConnectionControl) => Promise<void>,
  describe: (error: unknown) => string,
  log: Logger,
): SupervisedConnection {
  const stopping = new AbortController();
  let health: BotHealth = { connected: false };
  let wait: number = backoff.first;
  const { promise: firstAttempt, resolve: hasTried } = Promise.withResolvers<void>();
  const reportConnected = () => {
    hasTried();
    if (!health.connected) log.info('connected');
    wait = backoff.first;
    health = { connected: true };
  };
  const reportProblem = (problem: string) => {
    hasTried();
    // Whoever is told to stop loses the connection, and nothing is wrong with it.
    if (stopping.signal.aborted) return;
    if (health.problem !== problem) log.warn({ problem }, 'not connected');
    health = { connected: false, problem };
  };

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await connect({ signal: stopping.signal, reportConnected, reportProblem });
        if (!stopping.signal.aborted) reportProblem('the connection ended');
      } catch (error) {
        if (!stopping.signal.aborted) reportProblem(describe(error));
      }
      if (stopping.signal.aborted) break;
      log.debug({ seconds: wait / 1000 }, 'trying again');
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      wait = Math.min(wait * 2, backoff.longest);
    }
  }
  const kept = keep();

  return {
    firstAttempt,
    health: () => health,
    reportConnected,
    reportProblem,
    async stop() {
      stopping.abort();
      await kept;
    },
  };
}
