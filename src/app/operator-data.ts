import type { Bot } from '../../bots/bot.ts';
import type { PrismaClient } from '../database/generated/client.ts';
import type { PlatformRateLimits } from '../delivery/rate-limit/rate-limits.ts';
import type { DeliveryService } from '../delivery/service.ts';
import type { HealthMonitor } from '../operations/health/health-monitor.ts';
import type { Counters } from '../web/operator/counters.ts';
import { createDashboard } from '../web/operator/dashboard.ts';
import { createMetrics } from '../web/operator/metrics.ts';
import type { RateSeries } from '../web/operator/rate-series.ts';
import type { OperatorRoutesOptions } from '../web/operator/routes.ts';

export interface OperatorDataSources {
  db: PrismaClient;
  delivery: Pick<DeliveryService, 'admin'>;
  bots: readonly Bot[];
  counters: Counters;
  rateLimits: PlatformRateLimits;
  monitor: Pick<HealthMonitor, 'databaseState' | 'workers'>;
  series: RateSeries;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What the operator's pages and `/metrics` show. */
export function createOperatorData({
  db,
  delivery,
  bots,
  counters,
  rateLimits,
  monitor,
  series,
  now,
}: OperatorDataSources): Pick<
  OperatorRoutesOptions,
  'metrics' | 'dashboard' | 'chart' | 'databaseState'
> {
  const connected = () =>
    Object.fromEntries(bots.map((bot) => [bot.platform, bot.health().isConnected]));
  return {
    metrics: createMetrics({
      counters,
      backlog: delivery.admin.backlog,
      ...{ rateLimits, connected },
      isDatabaseAvailable: () => monitor.databaseState().isAvailable,
      failingWorkers: monitor.workers.failing,
    }),
    databaseState: monitor.databaseState,
    dashboard: createDashboard(
      { db, admin: delivery.admin },
      { monotonicNow: () => performance.now(), now },
    ),
    chart: () => ({
      rates: { discord: series.rates('discord'), telegram: series.rates('telegram') },
      limits: {
        discord: rateLimits.discord.bot.perSecond,
        telegram: rateLimits.telegram.bot.perSecond,
      },
    }),
  };
}
