import { setTimeout as sleep } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { BotDependencies } from '../../bots/bot.ts';
import { createPlatformLifecycle } from '../communities/connections/platform-lifecycle.ts';
import { type Config, publicBase } from '../config/config.ts';
import type { ModuleServices, SubjectModule } from '../context/modules/subject-module.ts';
import { createRoleResolver } from '../context/roles/role-resolver.ts';
import type { OpenDatabase } from '../database/database.ts';
import { handledUpdateStore } from '../database/handled-updates.ts';
import type { DeliveryOptions, DeliveryService } from '../delivery/service.ts';
import { createAddressReader } from '../fetch/address-reader.ts';
import { type AddressPolicy, publicWeb } from '../fetch/policy.ts';
import { translators } from '../language/catalogue.ts';
import type { HealthReport } from '../operations/health/health-report.ts';
import { createLiveProgress, type LiveProgressOptions } from '../operations/live-progress.ts';
import { createMemberWriteBuffer } from '../people/member-write-buffer.ts';
import { createReaderLookup } from '../people/reader-settings.ts';
import { createPictureDrawer } from '../pictures/drawing/drawer.ts';
import { createPictures, type PictureServiceOptions } from '../pictures/picture-service.ts';
import { scheduledBackups } from '../schedule/backup-scheduler.ts';
import { type Counters, createCounters } from '../web/operator/counters.ts';
import { createRateSeries } from '../web/operator/rate-series.ts';
import type { OperatorRoutesOptions } from '../web/operator/routes.ts';
import type { WebhookRoute } from '../web/webhook-routes.ts';
import { createAppDelivery, rateLimitsFor } from './background/app-delivery.ts';
import { createAppMonitor } from './background/app-monitor.ts';
import { createAppSchedule, loggedQuarantine } from './background/app-schedule.ts';
import { createLifecycle } from './background/lifecycle.ts';
import { createBotRegistry } from './bots/bot-registry.ts';
import { createBots } from './bots/create-bots.ts';
import { telegramTranslators } from './bots/telegram-translators.ts';
import { createContextFactory } from './context/create-context.ts';
import { createAppDispatcher } from './create-dispatcher.ts';
import { createKitStore } from './kit-store.ts';
import { limitDispatcher, limitInline } from './limit-dispatcher.ts';
import { loadValidCommands } from './load-commands.ts';
import {
  modules as allModules,
  createModuleServices,
  inlineSourceOf,
  personalDataOf,
  routesOf,
} from './modules.ts';
import { createOperatorData } from './operator-data.ts';

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
  /** Which servers may be asked for addresses that people give: those of the public web, other ones only in tests. */
  fetchPolicy?: AddressPolicy;
  /** A number from 0 up to 1, not included. */
  random?(): number;
  /** Waits before a progress message is changed again; replaced in tests. */
  sleep?: LiveProgressOptions['sleep'];
}

/** How the program names itself to servers that it reads, with where to learn more of it. */
const userAgentOf = (publicUrl: string): string =>
  publicUrl === '' ? 'Callboard/0.1' : `Callboard/0.1 (+${publicUrl})`;

/** The parts that work without being asked: delivery, schedules, backups, and the watch over them. */
function createBackground({
  config,
  database,
  log,
  now,
  counters,
  deliveryOptions,
  modules,
  fetchPolicy,
  random,
  sleep: pause,
}: Required<AppDependencies>) {
  const db = database.prisma;
  const registry = createBotRegistry(now);
  const { platformPermissions } = registry;
  const rateSeries = createRateSeries(() => performance.now());
  const rateLimits = deliveryOptions.rateLimits ?? rateLimitsFor(config);
  const backups = scheduledBackups(config, {
    ...{ database, now },
    log: log.child({ component: 'backups' }),
  });
  const monitor = createAppMonitor({
    ...{ config, db, registry, now },
    // Scheduled runs that were missed meanwhile are caught up at once.
    onDatabaseRecovered: () => void schedule.reload(),
    otherFailures: () => backups?.failing() ?? [],
  });
  const jobs = database.openJobQueue((error) => {
    monitor.workers.recordFailure('job queue', error);
    log.error({ event: 'jobs.queue_failed', err: error }, 'the job queue reports a failure');
  });
  const delivery = createAppDelivery({
    ...{ config, database, jobs, registry, counters, rateSeries, log, now },
    ...deliveryOptions,
    rateLimits,
    workerHealth: monitor.workers,
  });
  const progress = createLiveProgress({
    admin: delivery.admin,
    log: log.child({ component: 'progress' }),
    sleep: pause,
  });
  const roleResolver = createRoleResolver(db, platformPermissions, config.ADMINS);
  const readAddress = createAddressReader({
    ...{ addresses: fetchPolicy, now },
    userAgent: userAgentOf(publicBase(config)),
  });
  const editInlineMessage: ModuleServices['editInlineMessage'] = async (...edit) => {
    const bot = registry.bots.find((one) => one.editInlineMessage);
    return (
      (await bot?.editInlineMessage?.(...edit)) ?? {
        ok: false,
        kind: 'transient',
        reason: 'no bot',
      }
    );
  };
  const services = createModuleServices(modules, {
    ...{ db, roleResolver, platformPermissions, readAddress, random, log, now },
    editInlineMessage,
    publications: delivery.publications,
    directMessages: delivery.directMessages,
    serverEvents: delivery.serverEvents,
    quarantine: loggedQuarantine(log, now),
    cache: database.cache,
    zone: config.TIME_ZONE,
    publicUrl: publicBase(config),
    drawer: createPictureDrawer({ log }),
  });
  const schedule = createAppSchedule(modules, services, monitor.workers.recordRun);
  const fetchFile: PictureServiceOptions['fetchFile'] = async (platform, file, maxBytes) =>
    (await registry.find(platform)?.fetchFile(file, maxBytes)) ?? 'unavailable';
  const pictures = createPictures({ db, log, now, fetchFile });
  const newMembers = createMemberWriteBuffer({ db, log });
  const { start, stop } = createLifecycle({
    ...{ monitor, jobs, delivery, schedule, backups, progress, newMembers },
    bots: registry.bots,
    jobHandlers: [delivery.jobHandlers, ...modules.map(({ queues }) => queues?.(services) ?? {})],
  });
  return {
    ...{ registry, monitor, delivery, progress, roleResolver, services, newMembers, start, stop },
    ...{ rateLimits, rateSeries, pictures, fetchFile },
    refreshSchedule: () => void schedule.reload(),
  };
}

/** What the bots are given: the commands, and what the app knows of people and places. */
async function createBotDependencies(
  { config, database, log, now, counters, modules }: Required<AppDependencies>,
  background: ReturnType<typeof createBackground>,
): Promise<BotDependencies> {
  const { prisma: db, cache } = database;
  const { registry, monitor, delivery, services, newMembers } = background;
  const { commands, manifests } = await loadValidCommands();
  const contexts = createContextFactory({
    ...{ db, cache, config, manifests, newMembers },
    translators: {
      discord: translators,
      telegram: telegramTranslators(manifests.map(({ name }) => name)),
    },
    platformPermissions: registry.platformPermissions,
    roleResolver: background.roleResolver,
    publications: delivery.publications,
    directMessages: delivery.directMessages,
    deliveryAdmin: delivery.admin,
    progress: background.progress,
    refreshSchedule: background.refreshSchedule,
    briefingSections: services.briefingSections,
    boardSections: services.boardSections,
    personalData: personalDataOf(modules),
    calendarSources: services.calendarSources,
    pictures: background.pictures,
    fetchFile: background.fetchFile,
    readAddress: services.readAddress,
    drawer: services.drawer,
    now: () => Temporal.Instant.fromEpochMilliseconds(now()),
  });
  const dispatcher = createAppDispatcher({
    ...{ commands, contexts, config, log, counters, monitor, modules },
    store: createKitStore(db, now, cache),
  });
  const reader = createReaderLookup(db, config, cache);
  return {
    dispatcher: limitDispatcher(dispatcher, { config, counters, manifests, reader, now }),
    manifests,
    localizers: translators,
    lifecycle: createPlatformLifecycle(db, config, now),
    readerOf: reader,
    isDatabaseAvailable: () => monitor.databaseState().isAvailable,
    pictures: background.pictures,
    inline: limitInline(inlineSourceOf(modules, services), { config, reader, now }),
    handledUpdates: handledUpdateStore(db, now),
    log,
    now,
  };
}

/** The composition root: creates every part of the program and connects them. */
export async function createApp(given: AppDependencies): Promise<App> {
  const dependencies: Required<AppDependencies> = {
    counters: createCounters(),
    deliveryOptions: {},
    modules: allModules,
    fetchPolicy: publicWeb,
    random: Math.random,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    ...given,
  };
  const { config, database, now, counters, modules } = dependencies;
  const background = createBackground(dependencies);
  const { registry, monitor, delivery, services, rateLimits, rateSeries } = background;
  registry.add(await createBots(config, await createBotDependencies(dependencies, background)));
  return {
    start: background.start,
    async stop() {
      await background.stop();
      await services.drawer.close();
    },
    health: monitor.health,
    runHealthCheck: monitor.check,
    waitUntilConnected: registry.waitUntilConnected,
    inviteUrls: registry.inviteUrls,
    delivery,
    operator: createOperatorData({
      ...{ db: database.prisma, delivery, bots: registry.bots, counters, now },
      ...{ rateLimits, monitor, series: rateSeries },
    }),
    routes: routesOf(modules, services),
    webhooks: registry.bots.flatMap(({ webhook }) => webhook ?? []),
  };
}
