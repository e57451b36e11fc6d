import { type Meter, reasonClass } from '../../delivery/meter.ts';
import type { Pipeline } from '../../kit/pipeline.ts';
import type { Pulse } from './pulse.ts';
import type { Tallies } from './tallies.ts';

/** The lanes of the ledger by their names. */
export const laneNames = ['alerts', 'notices', 'briefings'] as const;

export const laneName = (lane: number): string => laneNames[lane] ?? 'other';

/** Counts what delivery does. */
export const deliveryMeter = (tallies: Tallies, pulse: Pulse): Meter => ({
  ended({ platform, lane, count, ...ended }) {
    const reason = reasonClass(ended);
    const labels = { platform, lane: laneName(lane), state: ended.state };
    tallies.ended.add(reason === '' ? labels : { ...labels, reason }, count);
  },
  settled: ({ platform, lane, finding, count }) =>
    tallies.settled.add({ platform, lane: laneName(lane), finding }, count),
  left: (platform, lane, seconds) =>
    tallies.waitedSeconds.observe({ platform, lane: laneName(lane) }, seconds),
  answered(platform, { does, outcome, seconds }) {
    tallies.requests.add({ platform, action: does, outcome });
    tallies.requestSeconds.observe({ platform }, seconds);
    if (outcome === 'ok') pulse.beat(platform);
  },
});

/**
 * The same pipeline, with every command counted and timed. What people typed is no label: a name that is no
 * command's is `unknown`, and presses and answers to questions are counted as such.
 */
export function countedPipeline(
  pipeline: Pipeline,
  tallies: Tallies,
  names: ReadonlySet<string>,
  now: () => number,
): Pipeline {
  async function timed<Value>(
    platform: string,
    command: string,
    work: () => Promise<Value>,
  ): Promise<Value> {
    const began = now();
    tallies.underWay.commands += 1;
    try {
      return await work();
    } finally {
      tallies.underWay.commands -= 1;
      tallies.commands.add({ platform, command });
      tallies.commandSeconds.observe({ platform }, (now() - began) / 1000);
    }
  }
  return {
    ...pipeline,
    handle(invocation, responder) {
      const { command, caller } = invocation;
      return timed(caller.platform, names.has(command) ? command : 'unknown', () =>
        pipeline.handle(invocation, responder),
      );
    },
    press: (token, caller, ...rest) =>
      timed(caller.platform, 'button', () => pipeline.press(token, caller, ...rest)),
    async answer(caller, responder, raw, at) {
      const began = now();
      const isTaken = await pipeline.answer(caller, responder, raw, at);
      // Words that answer no question are talk among people.
      if (isTaken) {
        tallies.commands.add({ platform: caller.platform, command: 'answer' });
        tallies.commandSeconds.observe({ platform: caller.platform }, (now() - began) / 1000);
      }
      return isTaken;
    },
  };
}
