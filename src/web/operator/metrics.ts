import type { Registry } from 'prom-client';
import type { DeliveryBacklog } from '../../delivery/admin/backlog.ts';
import type { PlatformRateLimits } from '../../delivery/admin/progress.ts';
import type { Platform } from '../../platform.ts';
import type { Counters, LabelledCounter, LabelledHistogram, Labels } from './counters.ts';
import { priorityName, priorityNames } from './instrumentation.ts';
import { withTimeout } from './with-timeout.ts';

type Library = typeof import('prom-client');

export interface MetricsOptions {
  counters: Counters;
  /** What stands in the ledger now. */
  backlog(): Promise<DeliveryBacklog>;
  rateLimits: PlatformRateLimits;
  /** Whether each bot that there is is connected. */
  connected(): Partial<Record<Platform, boolean>>;
  /** Whether the store answers. */
  isDatabaseAvailable(): boolean;
  /** Workers whose rounds keep failing. */
  failingWorkers(): readonly { worker: string }[];
}

export interface Metrics {
  /** Everything in Prometheus' text format. */
  text(): Promise<{ contentType: string; body: string }>;
}

/** How often the event loop's delay is looked at, in milliseconds. */
const eventLoopPrecisionMs = 20;
/** States of copies that are not at their end, or of which somebody has to say what became. */
const openStates = ['queued', 'sending', 'unknown'] as const;
const platforms = ['discord', 'telegram'] as const;

/** A counter that is kept by our own tallies, and read when somebody asks. */
function registerCounter(
  { Counter }: Library,
  registry: Registry,
  { name, help, labelNames }: { name: string; help: string; labelNames: readonly string[] },
  { all }: LabelledCounter,
): void {
  new Counter({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect() {
      this.reset();
      for (const { labels, value } of all()) this.inc(labels, value);
    },
  });
}

/** A histogram that is kept by our own tallies. */
function registerHistogram(
  { Histogram }: Library,
  registry: Registry,
  { name, help, labelNames }: { name: string; help: string; labelNames: readonly string[] },
  { all, bounds }: LabelledHistogram,
): void {
  const config = { name, help, labelNames: [...labelNames], buckets: [...bounds] };
  const empty = new Histogram({ ...config, registers: [] });
  class Told extends Histogram {
    override async get() {
      const values = all().flatMap(({ labels, value: { bucketCounts, sum, count } }) => [
        ...bounds.map((le, index) => ({
          metricName: `${name}_bucket`,
          labels: { le, ...labels },
          value: bucketCounts[index] ?? 0,
        })),
        { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, value: count },
        { metricName: `${name}_sum`, labels, value: sum },
        { metricName: `${name}_count`, labels, value: count },
      ]);
      return { ...(await empty.get()), values };
    }
    /** What the registry asks for first, where a metric has it. */
    getForPromString() {
      return this.get();
    }
  }
  new Told({ ...config, registers: [registry] });
}

function registerCounters(library: Library, registry: Registry, tallies: Counters): void {
  const count = (name: string, help: string, labelNames: readonly string[], of: LabelledCounter) =>
    registerCounter(library, registry, { name: `callboard_${name}`, help, labelNames }, of);
  const time = (name: string, help: string, labelNames: readonly string[], of: LabelledHistogram) =>
    registerHistogram(library, registry, { name: `callboard_${name}`, help, labelNames }, of);
  count(
    'deliveries_total',
    'Copies that came to the end of their way in this process: sent, failed, unknown or skipped (with the class of the reason).',
    ['platform', 'lane', 'state', 'reason'],
    tallies.finishedDeliveries,
  );
  count(
    'deliveries_settled_total',
    'Unknown copies that a person settled in this process: there, or again.',
    ['platform', 'lane', 'finding'],
    tallies.resolvedUnknowns,
  );
  count(
    'delivery_requests_total',
    'Requests of deliveries by what they did and what came of them; wait is an answer of 429.',
    ['platform', 'action', 'outcome'],
    tallies.requests,
  );
  time(
    'delivery_request_duration_seconds',
    'From a request until its answer.',
    ['platform'],
    tallies.requestSeconds,
  );
  time(
    'delivery_wait_seconds',
    'From the time at which a copy was due until its request left.',
    ['platform', 'lane'],
    tallies.queueSeconds,
  );
  count(
    'commands_total',
    'Commands, presses of buttons (button) and answers to questions (answer).',
    ['platform', 'command'],
    tallies.commands,
  );
  time(
    'command_duration_seconds',
    'From an act of a person until all of its answer was sent.',
    ['platform'],
    tallies.commandSeconds,
  );
  count(
    'command_errors_total',
    'Commands that broke, each with a reference in the log.',
    ['platform'],
    tallies.commandErrors,
  );
  count('log_messages_total', 'Lines of the log by level.', ['level'], tallies.logLines);
}

function registerGauges({ Gauge }: Library, registry: Registry, parts: MetricsOptions): void {
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    values: () =>
      | { labels: Labels; value: number }[]
      | Promise<{ labels: Labels; value: number }[]>,
  ) =>
    new Gauge({
      name: `callboard_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const found = await values();
        this.reset();
        for (const { labels, value } of found) this.set(labels, value);
      },
    });
  // Asked for once, whatever comes first of what is read from it.
  let asked: Promise<DeliveryBacklog | undefined> | undefined;
  const depth = () => {
    asked ??= withTimeout(parts.backlog()).finally(() => {
      asked = undefined;
    });
    return asked;
  };
  gauge(
    'delivery_queue_copies',
    'Copies in the ledger that are not at their end: queued, sending, or unknown until somebody settles them.',
    ['platform', 'lane', 'state'],
    async () => {
      const copies = (await depth())?.deliveries;
      // Where nothing can be read there is nothing to tell: no zeros, which would be another thing.
      if (!copies) return [];
      return platforms.flatMap((platform) =>
        priorityNames.flatMap((lane) =>
          openStates.map((state) => ({
            labels: { platform, lane, state },
            value: copies
              .filter(
                (row) =>
                  row.platform === platform &&
                  priorityName(row.lane) === lane &&
                  row.state === state,
              )
              .reduce((sum, { count }) => sum + count, 0),
          })),
        ),
      );
    },
  );
  gauge(
    'delivery_fan_outs',
    'Publications whose copies are still being written into the ledger.',
    ['kind'],
    async () =>
      ((await depth())?.fanOuts ?? []).map(({ kind, count }) => ({
        labels: { kind },
        value: count,
      })),
  );
  gauge(
    'delivery_platform_wait_seconds',
    'Seconds for which the platform wants nothing more from the bot.',
    ['platform'],
    async () => {
      const waitSeconds = (await depth())?.pausedSeconds;
      if (!waitSeconds) return [];
      return platforms.map((platform) => ({
        labels: { platform },
        value: waitSeconds[platform],
      }));
    },
  );
  gauge(
    'delivery_limit_requests_per_second',
    'Requests a second that the sender allows itself.',
    ['platform'],
    () =>
      platforms.map((platform) => ({
        labels: { platform },
        value: parts.rateLimits[platform].bot.perSecond,
      })),
  );
  gauge('store_answers', 'Whether the store answers: 1 or 0.', [], () => [
    { labels: {}, value: parts.isDatabaseAvailable() ? 1 : 0 },
  ]);
  gauge('worker_failing', 'Workers whose rounds keep failing.', ['worker'], () =>
    parts.failingWorkers().map(({ worker }) => ({ labels: { worker }, value: 1 })),
  );
  gauge('commands_in_progress', 'Commands that are being answered.', [], () => [
    { labels: {}, value: parts.counters.inProgress.commands },
  ]);
  gauge('bot_connected', 'Whether the bot is connected: 1 or 0.', ['platform'], () =>
    Object.entries(parts.connected()).map(([platform, isConnected]) => ({
      labels: { platform },
      value: isConnected ? 1 : 0,
    })),
  );
}

/** The numbers of this process for Prometheus. The library is loaded when they are asked for the first time. */
export function createMetrics(parts: MetricsOptions): Metrics {
  let opened: Promise<Registry> | undefined;

  async function open(): Promise<Registry> {
    const library = await import('prom-client');
    const registry = new library.Registry();
    library.collectDefaultMetrics({
      register: registry,
      eventLoopMonitoringPrecision: eventLoopPrecisionMs,
    });
    registerCounters(library, registry, parts.counters);
    registerGauges(library, registry, parts);
    return registry;
  }
  return {
    async text() {
      opened ??= open();
      const registry = await opened;
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
