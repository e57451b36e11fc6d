import type { Clock } from './clock.ts';
import type { Pace, Pacer } from './pacing.ts';
import type { Answered } from './window.ts';

/** How long a claim stands at the gate before it is given back, in milliseconds. */
export const patience = 1_000;
/** How much is claimed ahead of its turn, in seconds' worth: what a round with the store takes. */
const aheadSeconds = 0.15;
/** Longest that an answer to a command stands at the gate, in milliseconds: then it takes its chance. */
const answerPatience = 300;
/** How soon a delivery looks again while an answer waits, in milliseconds. */
const givingWay = 5;

/** A request that may leave: to be called when the platform has answered. */
export type Left = () => void;

/**
 * Lets requests leave one after the other at the bot's pace. Claims are written some time before: counted when
 * they leave and not when they are claimed, no second has more of them than it may.
 */
export function createGate({
  pace,
  pacer,
  clock,
  closing,
}: {
  pace: Pace;
  pacer: Pacer;
  clock: Clock;
  /** Whoever stands at the gate then is sent back. */
  closing: AbortSignal;
}) {
  const isOpen = pace.bot.perSecond === Infinity;
  const ahead = Math.ceil(pace.bot.perSecond * aheadSeconds) + 1;
  let standing = 0;
  /** Answers that wait: nothing is delivered until they have left. */
  let answers = 0;
  let last: Promise<unknown> = Promise.resolve();

  const left = (answered: Answered) => () => answered(clock.monotonic());

  async function leave(): Promise<Left | undefined> {
    const until = clock.monotonic() + patience;
    while (!closing.aborted) {
      const now = clock.monotonic();
      const wait = Math.max(pacer.botWait(now), answers > 0 ? givingWay : 0);
      if (wait <= 0) {
        return left(pacer.spend(now));
      }
      if (now + wait > until) return undefined;
      await clock.sleep(wait, closing);
    }
    return undefined;
  }
  return {
    /** Claims that may be made now. */
    room: (): number => (isOpen ? Infinity : Math.max(0, ahead - standing)),
    /** Lets an answer to a command leave: before whatever is delivered, within what the platform allows. */
    async answer(): Promise<Left> {
      const until = clock.monotonic() + answerPatience;
      answers += 1;
      for (;;) {
        const now = clock.monotonic();
        const wait = Math.min(pacer.answerWait(now), until - now);
        if (wait <= 0 || closing.aborted) {
          answers -= 1;
          return left(pacer.answer(now));
        }
        await clock.sleep(wait, closing);
      }
    },
    /** @returns nothing when the request may not leave: the platform wants nothing for a while, or the program ends */
    async pass(): Promise<Left | undefined> {
      if (isOpen) return () => undefined;
      standing += 1;
      const turn = last.then(leave);
      last = turn;
      const may = await turn;
      standing -= 1;
      return may;
    },
  };
}
