import { type DeliveryMetrics, skipReasonClass } from '../../delivery/metrics.ts';
import type { Dispatcher } from '../../kit/runtime/dispatcher.ts';
import type { Counters } from './counters.ts';
import type { RateSeries } from './rate-series.ts';

/** The lanes of the ledger by their names. */
export const priorityNames = ['alerts', 'notices', 'briefings'] as const;

export const priorityName = (lane: number): string => priorityNames[lane] ?? 'other';

/** Counts what delivery does. */
export const createDeliveryMetrics = (tallies: Counters, pulse: RateSeries): DeliveryMetrics => ({
  finished({ platform, lane, count, ...ended }) {
    const reason = skipReasonClass(ended);
    const labels = { platform, lane: priorityName(lane), state: ended.state };
    tallies.finishedDeliveries.add(reason === '' ? labels : { ...labels, reason }, count);
  },
  unknownResolved: ({ platform, lane, finding, count }) =>
    tallies.resolvedUnknowns.add({ platform, lane: priorityName(lane), finding }, count),
  requestStarted: (platform, lane, seconds) =>
    tallies.queueSeconds.observe({ platform, lane: priorityName(lane) }, seconds),
  requestFinished(platform, { operation, outcome, seconds }) {
    tallies.requests.add({ platform, action: operation, outcome });
    tallies.requestSeconds.observe({ platform }, seconds);
    if (outcome === 'ok') pulse.record(platform);
  },
});

/**
 * The same pipeline, with every command counted and timed. What people typed is no label: a name that is no
 * command's is `unknown`, and presses and answers to questions are counted as such.
 */
export function instrumentPipeline(
  pipeline: Dispatcher,
  tallies: Counters,
  names: ReadonlySet<string>,
  now: () => number,
): Dispatcher {
  async function timed<Value>(
    platform: string,
    command: string,
    work: () => Promise<Value>,
  ): Promise<Value> {
    const began = now();
    tallies.inProgress.commands += 1;
    try {
      return await work();
    } finally {
      tallies.inProgress.commands -= 1;
      tallies.commands.add({ platform, command });
      tallies.commandSeconds.observe({ platform }, (now() - began) / 1000);
    }
  }
  return {
    ...pipeline,
    runCommand(invocation, responder) {
      const { command, actor } = invocation;
      return timed(actor.platform, names.has(command) ? command : 'unknown', () =>
        pipeline.runCommand(invocation, responder),
      );
    },
    pressButton: (token, caller, ...rest) =>
      timed(caller.platform, 'button', () => pipeline.pressButton(token, caller, ...rest)),
    async answerPrompt(caller, responder, raw, at) {
      const began = now();
      const isTaken = await pipeline.answerPrompt(caller, responder, raw, at);
      // Words that answer no question are talk among people.
      if (isTaken) {
        tallies.commands.add({ platform: caller.platform, command: 'answer' });
        tallies.commandSeconds.observe({ platform: caller.platform }, (now() - began) / 1000);
      }
      return isTaken;
    },
  };
}
