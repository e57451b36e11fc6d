import { type DeliveryMetrics, skipReasonClass } from '../../delivery/metrics.ts';
import type { Dispatcher } from '../../kit/runtime/dispatcher.ts';
import type { Counters } from './counters.ts';
import type { RateSeries } from './rate-series.ts';

/** Names of delivery priorities, by number. */
export const priorityNames = ['alerts', 'notices', 'briefings'] as const;

export const priorityName = (priority: number): string => priorityNames[priority] ?? 'other';

/** Metrics of the delivery worker. */
export const createDeliveryMetrics = (
  counters: Counters,
  rateSeries: RateSeries,
): DeliveryMetrics => ({
  finished({ platform, priority, count, ...finished }) {
    const reason = skipReasonClass(finished);
    const labels = { platform, priority: priorityName(priority), state: finished.state };
    counters.finishedDeliveries.inc(reason === '' ? labels : { ...labels, reason }, count);
  },
  unknownResolved: ({ platform, priority, finding, count }) =>
    counters.resolvedUnknowns.inc(
      { platform, priority: priorityName(priority), resolution: finding },
      count,
    ),
  requestStarted: (platform, priority, seconds) =>
    counters.queueSeconds.observe({ platform, priority: priorityName(priority) }, seconds),
  requestFinished(platform, { operation, outcome, seconds }) {
    counters.requests.inc({ platform, action: operation, outcome });
    counters.requestSeconds.observe({ platform }, seconds);
    if (outcome === 'ok') rateSeries.record(platform);
  },
});

/**
 * A dispatcher that counts and times every command. Labels never hold typed text: unknown command names count as
 * `unknown`, button presses as `button`, answers to prompts as `answer`, other text as
 * `text`.
 * @param now monotonic milliseconds
 */
export function instrumentDispatcher(
  dispatcher: Dispatcher,
  counters: Counters,
  names: ReadonlySet<string>,
  now: () => number,
): Dispatcher {
  async function timed<Value>(
    platform: string,
    command: string,
    work: () => Promise<Value>,
  ): Promise<Value> {
    const startedAt = now();
    counters.inProgress.commands += 1;
    try {
      return await work();
    } finally {
      counters.inProgress.commands -= 1;
      counters.commands.inc({ platform, command });
      counters.commandSeconds.observe({ platform }, (now() - startedAt) / 1000);
    }
  }
  return {
    ...dispatcher,
    runCommand(invocation, responder) {
      const { command, actor } = invocation;
      return timed(actor.platform, names.has(command) ? command : 'unknown', () =>
        dispatcher.runCommand(invocation, responder),
      );
    },
    pressButton: (token, actor, ...rest) =>
      timed(actor.platform, 'button', () => dispatcher.pressButton(token, actor, ...rest)),
    answerText: (actor, ...rest) =>
      timed(actor.platform, 'text', () => dispatcher.answerText(actor, ...rest)),
    async answerPrompt(actor, responder, raw, at) {
      const startedAt = now();
      const isAnswer = await dispatcher.answerPrompt(actor, responder, raw, at);
      // Text that answers no prompt is ordinary conversation.
      if (isAnswer) {
        counters.commands.inc({ platform: actor.platform, command: 'answer' });
        counters.commandSeconds.observe({ platform: actor.platform }, (now() - startedAt) / 1000);
      }
      return isAnswer;
    },
  };
}
