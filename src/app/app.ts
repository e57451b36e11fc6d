import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Bot, BotDependencies } from '../../bots/bot.ts';
import { loadCommands } from '../../commands/index.ts';
import { createPlatformLifecycle } from '../communities/connections/platform-lifecycle.ts';
import { type Config, secretsOf } from '../config/config.ts';
import type { CommandContext } from '../context/command-context.ts';
import type { ModuleServices, SubjectModule } from '../context/modules/subject-module.ts';
import { noPlatformPermissions } from '../context/roles/platform-permissions.ts';
import { createRoleResolver } from '../context/roles/role-resolver.ts';
import type { OpenDatabase } from '../database/database.ts';
import { handledUpdateStore } from '../database/handled-updates.ts';
import { rateLimitPresets } from '../delivery/rate-limit/rate-limits.ts';
import {
  createDeliveryService,
  type DeliveryOptions,
  type DeliveryService,
} from '../delivery/service.ts';
import { createManifests } from '../kit/menu/manifest.ts';
import { validateCommands } from '../kit/menu/validate.ts';
import { attachActionTokens } from '../kit/runtime/action-tokens.ts';
import { withRateLimit } from '../kit/runtime/rate-limit.ts';
import { hasMessage, translators } from '../language/catalogue.ts';
import { databaseProbe } from '../operations/health/database-probe.ts';
import { createHealthMonitor } from '../operations/health/health-monitor.ts';
import type { HealthReport } from '../operations/health/health-report.ts';
import { createOperatorNotifier } from '../operations/health/operator-notifier.ts';
import { createLiveProgress, type LiveProgressOptions } from '../operations/live-progress.ts';
import { createMemberWriteBuffer } from '../people/member-write-buffer.ts';
import { createReaderLookup } from '../people/reader-settings.ts';
import { scheduledBackups } from '../schedule/backup-scheduler.ts';
import { createQuarantine } from '../schedule/quarantine.ts';
import { retentionJob } from '../schedule/retention.ts';
import { createRunLock } from '../schedule/run-lock.ts';
import { createScheduler } from '../schedule/scheduler.ts';
import { type Counters, createCounters } from '../web/operator/counters.ts';
import { createDeliveryMetrics, instrumentDispatcher } from '../web/operator/instrumentation.ts';
import { createRateSeries } from '../web/operator/rate-series.ts';
import type { OperatorRoutesOptions } from '../web/operator/routes.ts';
import type { WebhookRoute } from '../web/webhook-routes.ts';
import { createContextFactory } from './context/create-context.ts';
import { createBots } from './create-bots.ts';
import { createAppDispatcher } from './create-dispatcher.ts';
import { createKitStore } from './kit-store.ts';
import {
  modules as allModules,
  briefingSectionsOf,
  personalDataOf,
  retentionRulesOf,
} from './modules.ts';
import { createOperatorData } from './operator-data.ts';
import { telegramTranslators } from './telegram-translators.ts';

export interface App {
  start(): Promise<void>;
  /** Finishes what is in flight and closes everything that the app opened. */
  stop(): Promise<void>;
  health(): Promise<HealthReport>;
  /** Looks once after itself, and tells the operators what they are to be told; otherwise it does so by the clock. */
  runHealthCheck(): Promise<void>;
  inviteUrls(): string[];
  /** What goes to many chats, for those that publish and operate from outside of commands. */
  delivery: Pick<DeliveryService, 'publications' | 'admin'>;
  /** What the operator's pages show. */
  operator: Pick<OperatorRoutesOptions, 'metrics' | 'dashboard' | 'chart' | 'databaseState'>;
  /** Routes that platforms call. They must be reachable before `start`. */
  webhooks: readonly WebhookRoute[];
  /** Waits until every bot is connected, at most so many milliseconds. */
  waitUntilConnected(within: number): Promise<boolean>;
}

export interface AppDependencies {
  config: Config;
  database: OpenDatabase;
  log: Logger;
  /** Milliseconds since the epoch; the same clock for everything. */
  now(): number;
  /** Counters that were in use before the app, as those of log lines. */
  counters?: Counters;
  /** How fast the bots may send and who watches, where it is not as usual. */
  deliveryOptions?: Pick<DeliveryOptions, 'rateLimits' | 'failpoint'>;
  /** What the program consists of, where it is not the usual list. */
  modules?: readonly SubjectModule[];
  /** How it is waited before a message that shows progress is changed again, where it is not as usual. */
  sleep?: LiveProgressOptions['sleep'];
}

/** How long what is sent to many waits for the bots at the start, so that people are answered first; in milliseconds. */
const deliveryStartDelayMs = 1_000;

/** The composition root: creates every part of the program and connects them. */
export async function createApp({
  config,
  database,
  log,
  now,
  counters = createCounters(),
  deliveryOptions = {},
  modules = allModules,
  sleep: pause = (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
}: AppDependencies): Promise<App> {
  const db = database.prisma;
  const instant = () => Temporal.Instant.fromEpochMilliseconds(now());
  const commands = await loadCommands();
  const menu = createManifests(commands);
  const violations = validateCommands(menu, { languages: translators, has: hasMessage });
  if (violations.length > 0)
    throw new Error(['The commands break a rule:', ...violations].join('\n'));
  const bots: Bot[] = [];
  const botOf = (platform: Bot['platform']) => bots.find((bot) => bot.platform === platform);
  const platformPermissions: CommandContext['platformPermissions'] = {
    get discord() {
      return botOf('discord')?.platformPermissions ?? noPlatformPermissions;
    },
    get telegram() {
      return botOf('telegram')?.platformPermissions ?? noPlatformPermissions;
    },
  };
  const monotonicNow = () => performance.now();
  const pulse = createRateSeries(monotonicNow);
  const pacesNow = deliveryOptions.rateLimits ?? {
    discord: rateLimitPresets.discord,
    telegram: config.TELEGRAM_PAID_BROADCASTS
      ? rateLimitPresets.telegramPaid
      : rateLimitPresets.telegram,
  };
  const backups = scheduledBackups(config, { database, now, log: log.child({ room: 'backups' }) });
  const watch = createHealthMonitor({
    probe: databaseProbe(db, now),
    // What was missed meanwhile is made up for at once.
    onDatabaseRecovered: () => void schedule.reload(),
    dataDir: config.DATABASE_URL === undefined ? config.DATA_DIR : undefined,
    bots: () => bots,
    operators: config.ADMINS,
    notify: createOperatorNotifier({
      publisher: (platform) => botOf(platform)?.publisher,
      locale: config.LOCALE,
      zone: config.TIME_ZONE,
    }),
    secrets: secretsOf(config),
    otherFailures: () => backups?.failing() ?? [],
    now,
  });
  const jobs = database.openJobQueue((error) => {
    watch.workers.recordFailure('job queue', error);
    log.error({ event: 'jobs.queue_failed', err: error }, 'the job queue reports a failure');
  });
  const delivery = createDeliveryService({
    database,
    jobs,
    publisher: (platform) => botOf(platform)?.publisher,
    issueActionTokens: (message, tx) => attachActionTokens(message, createKitStore(tx, now)),
    defaults: { locale: config.LOCALE, zone: config.TIME_ZONE },
    log: log.child({ room: 'delivery' }),
    now,
    metrics: createDeliveryMetrics(counters, pulse),
    workerHealth: watch.workers,
    isHandlingCommands: () => counters.inProgress.commands > 0,
    ...deliveryOptions,
    rateLimits: pacesNow,
  });
  const progress = createLiveProgress({
    admin: delivery.admin,
    log: log.child({ room: 'progress' }),
    sleep: pause,
  });
  const roleResolver = createRoleResolver(db, platformPermissions, config.ADMINS);
  const services: ModuleServices = {
    briefingSections: briefingSectionsOf(modules),
    ...{ db, roleResolver, platformPermissions, log, now },
    publications: delivery.publications,
    quarantine: createQuarantine({
      now,
      report: ({ error, ...row }) =>
        log.error(
          { event: 'quarantine.row_skipped', err: error, ...row },
          'row failed and is skipped for a while',
        ),
    }),
    zone: config.TIME_ZONE,
  };
  const schedule = createScheduler({
    sources: modules.flatMap((module) => module.schedules?.(services) ?? []),
    jobs: [
      ...modules.flatMap((module) => module.jobs?.(services) ?? []),
      retentionJob(db, retentionRulesOf(modules), now),
    ],
    runLock: createRunLock(db, now),
    log: log.child({ room: 'schedule' }),
    onRun: watch.workers.recordRun,
  });
  const arrivals = createMemberWriteBuffer({ db, log });
  const entry = createContextFactory({
    db,
    newMembers: arrivals,
    cache: database.cache,
    config,
    translators: {
      discord: translators,
      telegram: telegramTranslators(menu.map(({ name }) => name)),
    },
    platformPermissions,
    roleResolver,
    publications: delivery.publications,
    deliveryAdmin: delivery.admin,
    progress,
    refreshSchedule: () => void schedule.reload(),
    briefingSections: services.briefingSections,
    personalData: personalDataOf(modules),
    manifests: menu,
    now: instant,
  });
  const dispatcher = createAppDispatcher({
    ...{ commands, contexts: entry, config, log, counters },
    monitor: watch,
    store: createKitStore(db, now, database.cache),
  });
  const reader = createReaderLookup(db, config, database.cache);
  const botDependencies: BotDependencies = {
    dispatcher: withRateLimit(
      instrumentDispatcher(
        dispatcher,
        counters,
        new Set(menu.map(({ name }) => name)),
        monotonicNow,
      ),
      {
        perMinute: config.COMMANDS_PER_MINUTE,
        now,
        async localizerFor({ platform, user: { platformId, locale } }) {
          const { locale: read } = await reader({
            ...{ platform, user: platformId },
            ...(locale === undefined ? {} : { locale }),
          });
          return translators[read];
        },
      },
    ),
    manifests: menu,
    localizers: translators,
    lifecycle: createPlatformLifecycle(db, config, now),
    readerOf: reader,
    isDatabaseAvailable: () => watch.databaseState().isAvailable,
    handledUpdates: handledUpdateStore(db, now),
    log,
    now,
  };
  bots.push(...createBots(config, botDependencies));

  return {
    async start() {
      watch.start();
      const connected = Promise.all(bots.map((bot) => bot.start()));
      const queues = [
        delivery.jobHandlers,
        ...modules.map(({ queues }) => queues?.(services) ?? {}),
      ];
      await jobs.start(
        Object.fromEntries(queues.flatMap((handlers) => Object.entries(handlers))),
        Promise.race([connected, sleep(deliveryStartDelayMs)]),
      );
      await delivery.start();
      await schedule.start();
      backups?.start();
    },
    async stop() {
      await watch.stop();
      await backups?.stop();
      await schedule.stop();
      await progress.stop();
      await delivery.stop();
      await jobs.stop();
      await Promise.all(bots.map((bot) => bot.stop()));
      await arrivals.drain();
    },
    health: watch.health,
    runHealthCheck: watch.check,
    async waitUntilConnected(within) {
      const until = now() + within;
      while (!bots.every((bot) => bot.health().isConnected)) {
        if (now() >= until) return false;
        await sleep(20);
      }
      return true;
    },
    delivery,
    operator: createOperatorData({
      ...{ db, delivery, bots, counters, now },
      rateLimits: pacesNow,
      monitor: watch,
      series: pulse,
    }),
    webhooks: bots.flatMap(({ webhook }) => webhook ?? []),
    inviteUrls: () => bots.map((bot) => bot.inviteUrl()).filter((url) => url !== ''),
  };
}
