import { type Config, secretsOf } from '../../config/config.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import { databaseProbe } from '../../operations/health/database-probe.ts';
import {
  createHealthMonitor,
  type HealthMonitor,
  type HealthMonitorOptions,
} from '../../operations/health/health-monitor.ts';
import { createOperatorNotifier } from '../../operations/health/operator-notifier.ts';
import type { BotRegistry } from '../bots/bot-registry.ts';

export interface AppMonitorDependencies
  extends Pick<HealthMonitorOptions, 'onDatabaseRecovered' | 'otherFailures' | 'now'> {
  config: Config;
  db: PrismaClient;
  registry: Pick<BotRegistry, 'bots' | 'find'>;
}

/** The health of the program: its database, disk, workers and bots. Operators are notified by the bots. */
export function createAppMonitor(dependencies: AppMonitorDependencies): HealthMonitor {
  const { config, db, registry, ...others } = dependencies;
  return createHealthMonitor({
    ...others,
    probe: databaseProbe(db, others.now),
    dataDir: config.DATABASE_URL === undefined ? config.DATA_DIR : undefined,
    bots: () => registry.bots,
    operators: config.ADMINS,
    notify: createOperatorNotifier({
      publisher: (platform) => registry.find(platform)?.publisher,
      locale: config.LOCALE,
      zone: config.TIME_ZONE,
    }),
    secrets: secretsOf(config),
  });
}
