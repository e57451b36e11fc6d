import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Bot, BotDependencies } from '../../bots/bot.ts';
import { createDiscordBot } from '../../bots/discord/discord-bot.ts';
import { createTelegramBot } from '../../bots/telegram/telegram-bot.ts';
import { loadCommands } from '../../commands/index.ts';
import { createPlatformLifecycle } from '../communities/connections/platform-lifecycle.ts';
import { nowhere as noCommunityMessage } from '../communities/no-community.ts';
import { type Config, secretsOf } from '../config/config.ts';
import { checkAccess } from '../context/access.ts';
import type { CommandContext } from '../context/command-context.ts';
import { communityChoices } from '../context/current-community.ts';
import { noPlatformPermissions } from '../context/platform-permissions.ts';
import { createRoleResolver } from '../context/roles.ts';
import type { ModuleServices, SubjectModule } from '../context/subject-module.ts';
import type { OpenDatabase } from '../database/database.ts';
import { handledUpdateStore } from '../database/handled-updates.ts';
import { rateLimitPresets } from '../delivery/rate-limit/rate-limiter.ts';
import {
  createDeliveryService,
  type DeliveryOptions,
  type DeliveryService,
} from '../delivery/service.ts';
import type { Actor } from '../kit/adapter/actor.ts';
import { createManifests } from '../kit/menu/manifest.ts';
import { validateCommands } from '../kit/menu/validate.ts';
import { commandKey } from '../kit/names/message-keys.ts';
import { attachActionTokens } from '../kit/runtime/action-tokens.ts';
import { createDispatcher } from '../kit/runtime/dispatcher.ts';
import { withRateLimit } from '../kit/runtime/rate-limit.ts';
import { createTranslator, hasMessage, mapMessages, translators } from '../language/catalogue.ts';
import { type Locale, readLocale } from '../language/locale.ts';
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
import { createDashboard } from '../web/operator/dashboard.ts';
import { createDeliveryMetrics, instrumentDispatcher } from '../web/operator/instrumentation.ts';
import { createMetrics } from '../web/operator/metrics.ts';
import { createRateSeries } from '../web/operator/rate-series.ts';
import type { OperatorRoutesOptions } from '../web/operator/routes.ts';
import type { WebhookRoute } from '../web/webhook-routes.ts';
import { createContextFactory } from './create-context.ts';
import { createKitStore } from './kit-store.ts';
import { modules as allModules, personalDataOf, retentionRulesOf } from './modules.ts';

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

/** The program's words as they name commands on Telegram: `/alert_send` for `/alert send`. */
function telegramTranslators(names: readonly string[]): typeof translators {
  const pairs = names
    .filter((name) => name.includes(' '))
    .map((name) => [`/${name}`, `/${commandKey(name)}`] as const);
  const spell = (text: string) =>
    pairs.reduce((spelled, [name, typed]) => spelled.replaceAll(name, typed), text);
  const make = (locale: Locale) =>
    createTranslator(locale, { messages: mapMessages(locale, spell) });
  return { en: make('en'), vi: make('vi') };
}

/** Wires the rooms of the house together. */
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
  const delivery = createDeliveryService({
    database,
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
    ...{ db, roleResolver, platformPermissions, log, now },
    publications: delivery.publications,
    quarantine: createQuarantine({
      now,
      report: ({ error, ...row }) =>
        log.error({ event: 'row set aside', err: error, ...row }, 'a row broke and is left out'),
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
  const wordsOf = ({ user }: Actor) => translators[readLocale(user.locale, config.LOCALE)];
  const arrivals = createMemberWriteBuffer({ db, log });
  const entry = createContextFactory({
    db,
    arrivals,
    memory: database.cache,
    config,
    translators: {
      discord: translators,
      telegram: telegramTranslators(menu.map(({ name }) => name)),
    },
    platformPermissions,
    roleResolver,
    publications: delivery.publications,
    desk: delivery.admin,
    progress,
    rescheduled: () => void schedule.reload(),
    personalData: personalDataOf(modules),
    manifests: menu,
    now: instant,
  });
  /** Nobody waits for what is known not to answer: so many would stand in line that none heard anything in time. */
  function assertStoreAvailable(): void {
    if (watch.isDatabaseDown()) throw new Error('the store does not answer');
  }
  const dispatcher = createDispatcher<CommandContext>({
    commands,
    createContext(...whom) {
      assertStoreAvailable();
      return entry.createContext(...whom);
    },
    createTransientContext(caller) {
      assertStoreAvailable();
      return entry.createTransientContext(caller);
    },
    isPersisted: ({ isPersisted }) => isPersisted,
    checkCondition: checkAccess,
    // A question belongs to its community too: its answer shall not be taken for another's.
    promptKey: ({ account, chat, community }) => ({
      accountId: account.id,
      place: community ? `${chat.id} ${community.id}` : chat.id,
    }),
    currentPlace: ({ chat }) => chat.id,
    communityChoices,
    noCommunityMessage,
    cooldownScope: ({ account, chat, community }, per) =>
      ({ person: account.personId, chat: chat.id, community: community?.id })[per],
    localizerFor: wordsOf,
    store: createKitStore(db, now, database.cache),
    reportError(error, invocation) {
      const reference = randomBytes(4).toString('hex');
      watch.recordError(error);
      counters.commandErrors.inc({ platform: invocation.actor.platform });
      log.error(
        {
          err: error,
          reference,
          command: invocation.command,
          platform: invocation.actor.platform,
        },
        'a command failed',
      );
      return reference;
    },
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
  if (config.DISCORD_TOKEN !== undefined) {
    const settings = { token: config.DISCORD_TOKEN, apiUrl: config.DISCORD_API_URL };
    bots.push(
      createDiscordBot(settings, { ...botDependencies, log: log.child({ bot: 'discord' }) }),
    );
  }
  if (config.TELEGRAM_TOKEN !== undefined) {
    const { PUBLIC_URL: publicUrl, TELEGRAM_UPDATES: updates } = config;
    const settings = {
      token: config.TELEGRAM_TOKEN,
      apiUrl: config.TELEGRAM_API_URL,
      paid: config.TELEGRAM_PAID_BROADCASTS,
      webhook: updates === 'webhook' && publicUrl !== undefined ? { publicUrl } : undefined,
    };
    bots.push(
      createTelegramBot(settings, { ...botDependencies, log: log.child({ bot: 'telegram' }) }),
    );
  }

  return {
    async start() {
      watch.start();
      const connected = Promise.all(bots.map((bot) => bot.start()));
      await delivery.start(Promise.race([connected, sleep(deliveryStartDelayMs)]));
      await schedule.start();
      backups?.start();
    },
    async stop() {
      await watch.stop();
      await backups?.stop();
      await schedule.stop();
      await progress.stop();
      await delivery.stop();
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
    operator: {
      metrics: createMetrics({
        counters,
        backlog: delivery.admin.backlog,
        rateLimits: pacesNow,
        connected: () =>
          Object.fromEntries(bots.map((bot) => [bot.platform, bot.health().isConnected])),
        isDatabaseAvailable: () => watch.databaseState().isAvailable,
        failingWorkers: watch.workers.failing,
      }),
      databaseState: watch.databaseState,
      dashboard: createDashboard({ db, admin: delivery.admin }, { monotonicNow, now }),
      chart: () => ({
        rates: { discord: pulse.rates('discord'), telegram: pulse.rates('telegram') },
        limits: {
          discord: pacesNow.discord.bot.perSecond,
          telegram: pacesNow.telegram.bot.perSecond,
        },
      }),
    },
    webhooks: bots.flatMap(({ webhook }) => webhook ?? []),
    inviteUrls: () => bots.map((bot) => bot.inviteUrl()).filter((url) => url !== ''),
  };
}
