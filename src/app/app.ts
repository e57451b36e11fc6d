import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Bot, BotDependencies } from '../../bots/bot.ts';
import { loadCommands } from '../../commands/index.ts';
import { createPlatformLifecycle } from '../communities/connections/platform-lifecycle.ts';
import { type Config, secretsOf } from '../config/config.ts';
import type { CommandContext } from '../context/command-context.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
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
import { attachActionTokens } from '../kit/runtime/actions/action-tokens.ts';
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
import { createDeliveryMetrics } from '../web/operator/instrumentation.ts';
import { createRateSeries } from '../web/operator/rate-series.ts';
import type { OperatorRoutesOptions } from '../web/operator/routes.ts';
import type { WebhookRoute } from '../web/webhook-routes.ts';
import { createContextFactory } from './context/create-context.ts';
import { createBots } from './create-bots.ts';
import { createAppDispatcher } from './create-dispatcher.ts';
import { createKitStore } from './kit-store.ts';
import { limitDispatcher } from './limit-dispatcher.ts';
import {
  modules as allModules,
  createModuleServices,
  personalDataOf,
  retentionRulesOf,
  routesOf,
} from './modules.ts';
import { createOperatorData } from './operator-data.ts';
import { telegramTranslators } from './telegram-translators.ts';

export interface App {
  start(): Promise<void>;
  /** Finishes what is in flight and closes everything that the app opened. */
  stop(): Promise<void>;
  health(): Promise<HealthReport>;
  /** Checks the health once and notifies operators when that is due; otherwise it happens regularly. */
  runHealthCheck(): Promise<void>;
  inviteUrls(): string[];
  /** Publishing and its administration, for callers outside of commands. */
  delivery: Pick<DeliveryService, 'publications' | 'admin'>;
  /** What the operator's pages show. */
  operator: Pick<OperatorRoutesOptions, 'metrics' | 'dashboard' | 'chart' | 'databaseState'>;
  /** Routes that platforms call. They must be reachable before `start`. */
  webhooks: readonly WebhookRoute[];
  /** Pages and feeds of the modules. */
  routes: Hono;
  /** Waits until every bot is connected, at most `within` milliseconds. */
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
  /** Rate limits and failpoints other than the usual ones. */
  deliveryOptions?: Pick<DeliveryOptions, 'rateLimits' | 'failpoint'>;
  /** Modules other than those of the program. */
  modules?: readonly SubjectModule[];
  /** Waits before a progress message is changed again; replaced in tests. */
  sleep?: LiveProgressOptions['sleep'];
}

/** How long delivery waits for the bots at the start, in milliseconds, so that commands are answered first. */
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
  const manifests = createManifests(commands);
  const violations = validateCommands(manifests, { languages: translators, has: hasMessage });
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
  const rateSeries = createRateSeries(() => performance.now());
  const rateLimits = deliveryOptions.rateLimits ?? {
    discord: rateLimitPresets.discord,
    telegram: config.TELEGRAM_PAID_BROADCASTS
      ? rateLimitPresets.telegramPaid
      : rateLimitPresets.telegram,
  };
  const backups = scheduledBackups(config, {
    database,
    now,
    log: log.child({ component: 'backups' }),
  });
  const monitor = createHealthMonitor({
    probe: databaseProbe(db, now),
    // Scheduled runs that were missed meanwhile are caught up at once.
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
    monitor.workers.recordFailure('job queue', error);
    log.error({ event: 'jobs.queue_failed', err: error }, 'the job queue reports a failure');
  });
  const delivery = createDeliveryService({
    database,
    jobs,
    publisher: (platform) => botOf(platform)?.publisher,
    issueActionTokens: (message, tx) => attachActionTokens(message, createKitStore(tx, now)),
    defaults: { locale: config.LOCALE, zone: config.TIME_ZONE },
    log: log.child({ component: 'delivery' }),
    now,
    metrics: createDeliveryMetrics(counters, rateSeries),
    workerHealth: monitor.workers,
    isHandlingCommands: () => counters.inProgress.commands > 0,
    ...deliveryOptions,
    rateLimits,
  });
  const progress = createLiveProgress({
    admin: delivery.admin,
    log: log.child({ component: 'progress' }),
    sleep: pause,
  });
  const roleResolver = createRoleResolver(db, platformPermissions, config.ADMINS);
  const services = createModuleServices(modules, {
    ...{ db, roleResolver, platformPermissions, log, now },
    publications: delivery.publications,
    directMessages: delivery.directMessages,
    quarantine: createQuarantine({
      now,
      report: ({ error, ...row }) =>
        log.error(
          { event: 'quarantine.row_skipped', err: error, ...row },
          'row failed and is skipped for a while',
        ),
    }),
    zone: config.TIME_ZONE,
  });
  const schedule = createScheduler({
    sources: modules.flatMap((module) => module.schedules?.(services) ?? []),
    jobs: [
      ...modules.flatMap((module) => module.jobs?.(services) ?? []),
      retentionJob(db, retentionRulesOf(modules), now),
    ],
    runLock: createRunLock(db, now),
    log: log.child({ component: 'schedule' }),
    onRun: monitor.workers.recordRun,
  });
  const newMembers = createMemberWriteBuffer({ db, log });
  const contexts = createContextFactory({
    db,
    newMembers,
    cache: database.cache,
    config,
    translators: {
      discord: translators,
      telegram: telegramTranslators(manifests.map(({ name }) => name)),
    },
    platformPermissions,
    roleResolver,
    publications: delivery.publications,
    directMessages: delivery.directMessages,
    deliveryAdmin: delivery.admin,
    progress,
    refreshSchedule: () => void schedule.reload(),
    briefingSections: services.briefingSections,
    personalData: personalDataOf(modules),
    manifests,
    now: instant,
  });
  const dispatcher = createAppDispatcher({
    ...{ commands, contexts, config, log, counters },
    monitor,
    store: createKitStore(db, now, database.cache),
  });
  const reader = createReaderLookup(db, config, database.cache);
  const botDependencies: BotDependencies = {
    dispatcher: limitDispatcher(dispatcher, {
      ...{ config, counters, manifests, reader, now },
    }),
    manifests,
    localizers: translators,
    lifecycle: createPlatformLifecycle(db, config, now),
    readerOf: reader,
    isDatabaseAvailable: () => monitor.databaseState().isAvailable,
    handledUpdates: handledUpdateStore(db, now),
    log,
    now,
  };
  bots.push(...createBots(config, botDependencies));

  return {
    async start() {
      monitor.start();
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
      await monitor.stop();
      await backups?.stop();
      await schedule.stop();
      await progress.stop();
      await delivery.stop();
      await jobs.stop();
      await Promise.all(bots.map((bot) => bot.stop()));
      await newMembers.drain();
    },
    health: monitor.health,
    runHealthCheck: monitor.check,
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
      rateLimits,
      monitor,
      series: rateSeries,
    }),
    routes: routesOf(modules, services),
    webhooks: bots.flatMap(({ webhook }) => webhook ?? []),
    inviteUrls: () => bots.map((bot) => bot.inviteUrl()).filter((url) => url !== ''),
  };
}
