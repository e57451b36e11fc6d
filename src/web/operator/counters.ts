import { Counter, Histogram, Registry } from 'prom-client';

/** The counters and histograms of this process, in a dedicated Prometheus registry. */
export function createCounters() {
  const registry = new Registry();
  const named = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
  ) => ({
    name: `callboard_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  return {
    registry,
    /** Commands that are being handled now. */
    inProgress: { commands: 0 },
    finishedDeliveries: new Counter(
      named(
        'deliveries_total',
        'Deliveries finished by this process: sent, failed, unknown or skipped (with a reason).',
        ['platform', 'priority', 'state', 'reason'],
      ),
    ),
    resolvedUnknowns: new Counter(
      named(
        'deliveries_unknown_resolved_total',
        'Unknown deliveries that a person resolved: there, or again.',
        ['platform', 'priority', 'resolution'],
      ),
    ),
    requests: new Counter(
      named(
        'delivery_requests_total',
        'Requests of deliveries by operation and outcome; a response of 429 is an outcome of its own.',
        ['platform', 'action', 'outcome'],
      ),
    ),
    commands: new Counter(
      named(
        'commands_total',
        'Commands, button presses (button) and answers to prompts (answer).',
        ['platform', 'command'],
      ),
    ),
    commandErrors: new Counter(
      named('command_errors_total', 'Commands that failed, each with a reference in the log.', [
        'platform',
      ]),
    ),
    logLines: new Counter(named('log_messages_total', 'Log messages by level.', ['level'])),
    requestSeconds: new Histogram({
      ...named('delivery_request_duration_seconds', 'From a request to its response.', [
        'platform',
      ]),
      buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    }),
    queueSeconds: new Histogram({
      ...named('delivery_wait_seconds', 'From the due time of a delivery to its request.', [
        'platform',
        'priority',
      ]),
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 21_600],
    }),
    commandSeconds: new Histogram({
      ...named('command_duration_seconds', 'From an interaction to the end of its answer.', [
        'platform',
      ]),
      buckets: [0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10],
    }),
  };
}

export type Counters = ReturnType<typeof createCounters>;
