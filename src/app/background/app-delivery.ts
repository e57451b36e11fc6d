import type { Logger } from 'pino';
import type { Config } from '../../config/config.ts';
import {
  type PlatformRateLimits,
  rateLimitPresets,
} from '../../delivery/rate-limit/rate-limits.ts';
import {
  createDeliveryService,
  type DeliveryOptions,
  type DeliveryService,
} from '../../delivery/service.ts';
import { attachActionTokens } from '../../kit/runtime/actions/action-tokens.ts';
import type { Counters } from '../../web/operator/counters.ts';
import { createDeliveryMetrics } from '../../web/operator/instrumentation.ts';
import type { RateSeries } from '../../web/operator/rate-series.ts';
import type { BotRegistry } from '../bots/bot-registry.ts';
import { createKitStore } from '../kit-store.ts';

/** The platforms' limits for this deployment's bots. */
export const rateLimitsFor = (
  config: Pick<Config, 'TELEGRAM_PAID_BROADCASTS'>,
): PlatformRateLimits => ({
  discord: rateLimitPresets.discord,
  telegram: config.TELEGRAM_PAID_BROADCASTS
    ? rateLimitPresets.telegramPaid
    : rateLimitPresets.telegram,
});

export interface AppDeliveryDependencies
  extends Pick<
    DeliveryOptions,
    'database' | 'jobs' | 'now' | 'workerHealth' | 'failpoint' | 'rateLimits'
  > {
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE'>;
  registry: Pick<BotRegistry, 'find'>;
  counters: Counters;
  rateSeries: RateSeries;
  log: Logger;
}

/** Delivery by the program's bots. */
export function createAppDelivery(dependencies: AppDeliveryDependencies): DeliveryService {
  const { config, registry, counters, rateSeries, log, ...others } = dependencies;
  return createDeliveryService({
    ...others,
    publisher: (platform) => registry.find(platform)?.publisher,
    serverEvents: (platform) => registry.find(platform)?.serverEvents,
    issueActionTokens: (message, tx) => attachActionTokens(message, createKitStore(tx, others.now)),
    defaults: { locale: config.LOCALE, zone: config.TIME_ZONE },
    log: log.child({ component: 'delivery' }),
    metrics: createDeliveryMetrics(counters, rateSeries),
    isHandlingCommands: () => counters.inProgress.commands > 0,
  });
}
