import { Gauge, type Registry } from 'prom-client';
import type { DeliveryBacklog } from '../../delivery/admin/backlog.ts';
import type { PlatformRateLimits } from '../../delivery/rate-limit/rate-limits.ts';
import { type Platform, platforms } from '../../platform.ts';
import { priorityName, priorityNames } from './instrumentation.ts';
import { withTimeout } from './with-timeout.ts';

/** What the gauges read when metrics are collected. */
export interface GaugeSources {
  backlog(): Promise<DeliveryBacklog>;
  rateLimits: PlatformRateLimits;
  /** Whether each configured bot is connected. */
  connected(): Partial<Record<Platform, boolean>>;
  isDatabaseAvailable(): boolean;
  failingWorkers(): readonly { worker: string }[];
  commandsInProgress(): number;
}

type Sample = { labels: Readonly<Record<string, string>>; value: number };

/** States that are not final, or that a person has to resolve. */
const openStates = ['queued', 'sending', 'unknown'] as const;

function backlogSamples(deliveries: DeliveryBacklog['deliveries']): Sample[] {
  return platforms.flatMap((platform) =>
    priorityNames.flatMap((priority) =>
      openStates.map((state) => ({
        labels: { platform, priority, state },
        value: deliveries
          .filter(
            (row) =>
              row.platform === platform &&
              priorityName(row.priority) === priority &&
              row.state === state,
          )
          .reduce((sum, { count }) => sum + count, 0),
      })),
    ),
  );
}

/** Registers the gauges. Those that read the database have no samples while it does not respond. */
export function registerGauges(registry: Registry, sources: GaugeSources): void {
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    samples: () => Sample[] | Promise<Sample[]>,
  ) =>
    new Gauge({
      name: `callboard_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const found = await samples();
        this.reset();
        for (const { labels, value } of found) this.set(labels, value);
      },
    });
  // Several gauges read it in one collection: share one query.
  let pending: Promise<DeliveryBacklog | undefined> | undefined;
  const backlog = () => {
    pending ??= withTimeout(sources.backlog()).finally(() => {
      pending = undefined;
    });
    return pending;
  };
  gauge(
    'delivery_backlog',
    'Deliveries that are queued, sending, or unknown until a person resolves them.',
    ['platform', 'priority', 'state'],
    async () => {
      const deliveries = (await backlog())?.deliveries;
      return deliveries ? backlogSamples(deliveries) : [];
    },
  );
  gauge(
    'delivery_fan_outs',
    'Publications whose deliveries are still being created.',
    ['kind'],
    async () =>
      ((await backlog())?.fanOuts ?? []).map(({ kind, count }) => ({
        labels: { kind },
        value: count,
      })),
  );
  gauge(
    'delivery_paused_seconds',
    'Seconds for which the platform asked the bot to wait.',
    ['platform'],
    async () => {
      const paused = (await backlog())?.pausedSeconds;
      return paused
        ? platforms.map((platform) => ({ labels: { platform }, value: paused[platform] }))
        : [];
    },
  );
  gauge('delivery_limit_requests_per_second', 'The rate limit of deliveries.', ['platform'], () =>
    platforms.map((platform) => ({
      labels: { platform },
      value: sources.rateLimits[platform].bot.perSecond,
    })),
  );
  gauge('database_up', 'Whether the database answers: 1 or 0.', [], () => [
    { labels: {}, value: sources.isDatabaseAvailable() ? 1 : 0 },
  ]);
  gauge('worker_failing', 'Workers that keep failing.', ['worker'], () =>
    sources.failingWorkers().map(({ worker }) => ({ labels: { worker }, value: 1 })),
  );
  gauge('commands_in_progress', 'Commands that are being handled.', [], () => [
    { labels: {}, value: sources.commandsInProgress() },
  ]);
  gauge('bot_connected', 'Whether the bot is connected: 1 or 0.', ['platform'], () =>
    Object.entries(sources.connected()).map(([platform, isConnected]) => ({
      labels: { platform },
      value: isConnected ? 1 : 0,
    })),
  );
}
