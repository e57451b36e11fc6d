import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { BotHealth } from '../../src/operations/health/bot-health.ts';
import { createBackoff } from './backoff.ts';

const backoffLimits = { first: 1_000, longest: 60_000 } as const;

export interface SupervisedConnection {
  /** Resolves after the first attempt, successful or not. */
  firstAttempt: Promise<void>;
  health(): BotHealth;
  stop(): Promise<void>;
}

/** Passed to a connection while it is open. */
export interface ConnectionControl {
  /** Aborted when the connection must close. */
  signal: AbortSignal;
  /** To be called whenever the connection works, also repeatedly. */
  reportConnected(): void;
  reportProblem(problem: string): void;
}

/**
 * Keeps a connection open: calls `connect` again, with backoff, whenever it ends before `stop`.
 * @param connect resolves or rejects when the connection has ended
 * @param describeError the error's text without any secret
 */
export function superviseConnection(
  connect: (control: ConnectionControl) => Promise<void>,
  describeError: (error: unknown) => string,
  log: Logger,
): SupervisedConnection {
  const stopping = new AbortController();
  const { signal } = stopping;
  const backoff = createBackoff(backoffLimits);
  let health: BotHealth = { isConnected: false };
  const { promise: firstAttempt, resolve: finishFirstAttempt } = Promise.withResolvers<void>();
  const reportConnected = () => {
    finishFirstAttempt();
    if (!health.isConnected) log.info({ event: 'bot.connected' }, 'connected');
    backoff.reset();
    health = { isConnected: true };
  };
  const reportProblem = (problem: string) => {
    finishFirstAttempt();
    // Losing the connection while stopping is no problem.
    if (signal.aborted) return;
    if (health.problem !== problem)
      log.warn({ event: 'bot.disconnected', problem }, 'not connected');
    health = { isConnected: false, problem };
  };

  async function keepConnected(): Promise<void> {
    while (!signal.aborted) {
      try {
        await connect({ signal, reportConnected, reportProblem });
        reportProblem('the connection ended');
      } catch (error) {
        reportProblem(describeError(error));
      }
      if (signal.aborted) break;
      const delayMs = backoff.next();
      log.debug({ event: 'bot.reconnecting', delayMs }, 'reconnecting after a pause');
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }
  const running = keepConnected();

  return {
    firstAttempt,
    health: () => health,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
