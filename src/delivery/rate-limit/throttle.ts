import type { Clock } from '../clock.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { BotRateLimits } from './rate-limits.ts';
import type { AnsweredAtCallback } from './sliding-window.ts';

/** How long a claimed delivery waits for its slot before the claim is released, in milliseconds. */
export const acquireTimeoutMs = 1_000;
/** How much is claimed in advance, in seconds' worth of requests: about one round trip to the database. */
const claimAheadSeconds = 0.15;
/** Maximum delay of an answer to a command, in milliseconds; then it is sent regardless of the limit. */
const commandTimeoutMs = 300;
/** How often a delivery checks whether answers to commands are still waiting, in milliseconds. */
const commandPollMs = 5;

/** Called when the platform has answered a request. */
export type ResponseCallback = () => void;

export interface Throttle {
  /** How many more deliveries may be claimed now. */
  capacity(): number;
  /** Waits for the slot of an answer to a command, ahead of all deliveries. */
  acquireForCommand(): Promise<ResponseCallback>;
  /** Waits for a delivery's slot. @returns nothing when none is free soon: during a pause or at shutdown */
  acquire(): Promise<ResponseCallback | undefined>;
}

/**
 * Paces requests at the bot's rate. A request is counted when it is sent, not when its delivery is claimed, which may
 * be some time earlier.
 */
export function createThrottle({
  rateLimits,
  rateLimiter,
  clock,
  stopping,
}: {
  rateLimits: BotRateLimits;
  rateLimiter: RateLimiter;
  clock: Clock;
  stopping: AbortSignal;
}): Throttle {
  const isUnlimited = rateLimits.bot.perSecond === Infinity;
  const maxQueued = Math.ceil(rateLimits.bot.perSecond * claimAheadSeconds) + 1;
  let queued = 0;
  let queuedCommands = 0;
  let last: Promise<unknown> = Promise.resolve();

  const responseCallback = (answered: AnsweredAtCallback) => () => answered(clock.monotonic());

  async function waitForSlot(): Promise<ResponseCallback | undefined> {
    const until = clock.monotonic() + acquireTimeoutMs;
    while (!stopping.aborted) {
      const now = clock.monotonic();
      const wait = Math.max(rateLimiter.botWaitMs(now), queuedCommands > 0 ? commandPollMs : 0);
      if (wait <= 0) return responseCallback(rateLimiter.consume(now));
      if (now + wait > until) return undefined;
      await clock.sleep(wait, stopping);
    }
    return undefined;
  }

  return {
    capacity: () => (isUnlimited ? Infinity : Math.max(0, maxQueued - queued)),
    async acquireForCommand() {
      const until = clock.monotonic() + commandTimeoutMs;
      queuedCommands += 1;
      for (;;) {
        const now = clock.monotonic();
        const wait = Math.min(rateLimiter.commandWaitMs(now), until - now);
        if (wait <= 0 || stopping.aborted) {
          queuedCommands -= 1;
          return responseCallback(rateLimiter.consumeForCommand(now));
        }
        await clock.sleep(wait, stopping);
      }
    },
    async acquire() {
      if (isUnlimited) return () => undefined;
      queued += 1;
      const slot = last.then(waitForSlot);
      last = slot;
      const callback = await slot;
      queued -= 1;
      return callback;
    },
  };
}
