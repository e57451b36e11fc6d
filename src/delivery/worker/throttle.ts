import type { Clock } from '../clock.ts';
import type { BotRateLimits, RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { AnsweredAtCallback } from '../rate-limit/sliding-window.ts';

/** How long a claim stands at the gate before it is given back, in milliseconds. */
export const acquireTimeoutMs = 1_000;
/** How much is claimed ahead of its turn, in seconds' worth: what a round with the store takes. */
const claimAheadSeconds = 0.15;
/** Longest that an answer to a command stands at the gate, in milliseconds: then it takes its chance. */
const commandTimeoutMs = 300;
/** How soon a delivery looks again while an answer waits, in milliseconds. */
const commandPollMs = 5;

/** A request that may leave: to be called when the platform has answered. */
export type ResponseCallback = () => void;

/**
 * Lets requests leave one after the other at the bot's pace. Claims are written some time before: counted when
 * they leave and not when they are claimed, no second has more of them than it may.
 */
export function createThrottle({
  rateLimits,
  rateLimiter,
  clock,
  closing,
}: {
  rateLimits: BotRateLimits;
  rateLimiter: RateLimiter;
  clock: Clock;
  /** Whoever stands at the gate then is sent back. */
  closing: AbortSignal;
}) {
  const isUnlimited = rateLimits.bot.perSecond === Infinity;
  const maxWaiting = Math.ceil(rateLimits.bot.perSecond * claimAheadSeconds) + 1;
  let waiting = 0;
  /** Answers that wait: nothing is delivered until they have left. */
  let waitingCommands = 0;
  let last: Promise<unknown> = Promise.resolve();

  const responseCallback = (answered: AnsweredAtCallback) => () => answered(clock.monotonic());

  async function waitForSlot(): Promise<ResponseCallback | undefined> {
    const until = clock.monotonic() + acquireTimeoutMs;
    while (!closing.aborted) {
      const now = clock.monotonic();
      const wait = Math.max(rateLimiter.botWaitMs(now), waitingCommands > 0 ? commandPollMs : 0);
      if (wait <= 0) {
        return responseCallback(rateLimiter.consume(now));
      }
      if (now + wait > until) return undefined;
      await clock.sleep(wait, closing);
    }
    return undefined;
  }
  return {
    /** Claims that may be made now. */
    capacity: (): number => (isUnlimited ? Infinity : Math.max(0, maxWaiting - waiting)),
    /** Lets an answer to a command leave: before whatever is delivered, within what the platform allows. */
    async acquireForCommand(): Promise<ResponseCallback> {
      const until = clock.monotonic() + commandTimeoutMs;
      waitingCommands += 1;
      for (;;) {
        const now = clock.monotonic();
        const wait = Math.min(rateLimiter.commandWaitMs(now), until - now);
        if (wait <= 0 || closing.aborted) {
          waitingCommands -= 1;
          return responseCallback(rateLimiter.consumeForCommand(now));
        }
        await clock.sleep(wait, closing);
      }
    },
    /** @returns nothing when the request may not leave: the platform wants nothing for a while, or the program ends */
    async acquire(): Promise<ResponseCallback | undefined> {
      if (isUnlimited) return () => undefined;
      waiting += 1;
      const turn = last.then(waitForSlot);
      last = turn;
      const may = await turn;
      waiting -= 1;
      return may;
    },
  };
}
