import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Bot, BotParts, Webhook } from '../bots/bot.ts';
import { createDiscordBot } from '../bots/discord/index.ts';
import { createTelegramBot } from '../bots/telegram/index.ts';
import { loadCommands } from '../commands/index.ts';
import { tellingOfNobody } from './alerts/approval/tell-nobody.ts';
import { expiringAlerts } from './alerts/expire.ts';
import { briefingClock } from './briefings/clock.ts';
import { tellingOfBadSchedules } from './briefings/tell-bad-schedule.ts';
import type { Call } from './communities/call.ts';
import { communitiesToChoose } from './communities/current.ts';
import { createProgress, type ProgressParts } from './communities/desk/progress.ts';
import { tellingOfUnknown } from './communities/desk/tell-unknown.ts';
import { lookingAgain } from './communities/look-again.ts';
import { mendingZones } from './communities/mend-zones.ts';
import { nowhere } from './communities/nowhere.ts';
import { createPlaces } from './communities/places.ts';
import { powerless } from './communities/powers.ts';
import { createRights, decide } from './communities/roles.ts';
import { tellingOfClosed } from './communities/tell-closed.ts';
import { type Config, secretsOf } from './config.ts';
import type { OpenDatabase } from './database/database.ts';
import { handledUpdates } from './database/handled-updates.ts';
import { createDelivery, type Delivery, type DeliveryParts } from './delivery/delivery.ts';
import { paces } from './delivery/pacing.ts';
import { createEntry } from './enter.ts';
import { tellingOfChanges } from './events/waiting.ts';
import type { Health } from './health/health.ts';
import { tellingOperators } from './health/operators.ts';
import { storeQuestions } from './health/questions.ts';
import { createWatch } from './health/watch.ts';
import { checkCommands } from './kit/check.ts';
import { commandKey } from './kit/explain.ts';
import type { Caller } from './kit/invocation.ts';
import { limitedPipeline } from './kit/limit.ts';
import { createPipeline } from './kit/pipeline.ts';
import { seal } from './kit/seal.ts';
import { sheets } from './kit/sheet.ts';
import { createKitStore } from './kit-store.ts';
import {
  changedMessages,
  createTranslator,
  hasMessage,
  translators,
} from './language/catalogue.ts';
import { type Locale, readLocale } from './language/locale.ts';
import { createArrivals } from './people/arrivals.ts';
import { readerOf } from './people/readers.ts';
import { createAside } from './schedule/aside.ts';
import { backingUp } from './schedule/backups.ts';
import { beatClaims } from './schedule/claim.ts';
import { cleaning } from './schedule/housekeeping.ts';
import { createSchedule } from './schedule/schedule.ts';
import { createBoard } from './web/operator/board.ts';
import { countedPipeline, deliveryMeter } from './web/operator/meter.ts';
import { createMetrics } from './web/operator/metrics.ts';
import { createPulse } from './web/operator/pulse.ts';
import type { OperatorParts } from './web/operator/routes.ts';
import { createTallies, type Tallies } from './web/operator/tallies.ts';

export interface App {
  start(): Promise<void>;
  /** Finishes what is in flight and closes everything that the app opened. */
  stop(): Promise<void>;
  health(): Promise<Health>;
  /** Looks once after itself, and tells the operators what they are to be told; otherwise it does so by the clock. */
  look(): Promise<void>;
  inviteUrls(): string[];
  /** What goes to many chats, for those that publish and operate from outside of commands. */
  delivery: Pick<Delivery, 'publications' | 'desk'>;
  /** What the operator's pages show. */
  operator: Pick<OperatorParts, 'metrics' | 'board' | 'chart' | 'store'>;
  /** Routes that platforms call. They must be reachable before `start`. */
  webhooks: readonly Webhook[];
  /** Waits until every bot is connected, at most so many milliseconds. */
  connected(within: number): Promise<boolean>;
}

export interface AppParts {
  config: Config;
  database: OpenDatabase;
  log: Logger;
  /** Milliseconds since the epoch; the same clock for everything. */
  now(): number;
  /** What is counted, where somebody began to count before. */
  tallies?: Tallies;
  /** How fast the bots may send and who watches, where it is not as usual. */
  sending?: Pick<DeliveryParts, 'paces' | 'watch'>;
  /** How it is waited before a message that shows progress is changed again, where it is not as usual. */
  pause?: ProgressParts['sleep'];
}

/** How long what is sent to many waits for the bots at the start, so that people are answered first; in milliseconds. */
const headStart = 1_000;

/** The program's words as they name commands on Telegram: `/alert_send` for `/alert send`. */
function telegramTranslators(names: readonly string[]): typeof translators {
  const pairs = names
    .filter((name) => name.includes(' '))
    .map((name) => [`/${name}`, `/${commandKey(name)}`] as const);
  const spell = (text: string) =>
    pairs.reduce((spelled, [name, typed]) => spelled.replaceAll(name, typed), text);
  const make = (locale: Locale) =>
    createTranslator(locale, { messages: changedMessages(locale, spell) });
  return { en: make('en'), vi: make('vi') };
}

/** Wires the rooms of the house together. */
export async function createApp({
  config,
  database,
  log,
  now,
  tallies = createTallies(),
  sending = {},
  pause = (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
}: AppParts): Promise<App> {
  const db = database.prisma;
  const instant = () => Temporal.Instant.fromEpochMilliseconds(now());
  const commands = await loadCommands();
  const menu = sheets(commands);
  const faults = checkCommands(menu, { languages: translators, has: hasMessage });
  if (faults.length > 0) throw new Error(['The commands break a rule:', ...faults].join('\n'));
  const bots: Bot[] = [];
  const botOf = (platform: Bot['platform']) => bots.find((bot) => bot.platform === platform);
  const powers: Call['powers'] = {
    get discord() {
      return botOf('discord')?.powers ?? powerless;
    },
    get telegram() {
      return botOf('telegram')?.powers ?? powerless;
    },
  };
  const steady = () => performance.now();
  const pulse = createPulse(steady);
  const pacesNow = sending.paces ?? {
    discord: paces.discord,
    telegram: config.TELEGRAM_PAID_BROADCASTS ? paces.telegramPaid : paces.telegram,
  };
  const backups = backingUp(config, { database, now, log: log.child({ room: 'backups' }) });
  const watch = createWatch({
    store: storeQuestions(db, now),
    // What was missed meanwhile is made up for at once.
    onBack: () => void schedule.refresh(),
    folder: config.DATABASE_URL === undefined ? config.DATA_DIR : undefined,
    bots: () => bots,
    operators: config.ADMINS,
    tell: tellingOperators({
      publisher: (platform) => botOf(platform)?.publisher,
      locale: config.LOCALE,
      zone: config.TIME_ZONE,
    }),
    secrets: secretsOf(config),
    others: () => backups?.failing() ?? [],
    now,
  });
  const delivery = createDelivery({
    database,
    publisher: (platform) => botOf(platform)?.publisher,
    seal: (message, tx) => seal(message, createKitStore(tx, now)),
    defaults: { locale: config.LOCALE, zone: config.TIME_ZONE },
    log: log.child({ room: 'delivery' }),
    now,
    meter: deliveryMeter(tallies, pulse),
    rounds: watch.rounds,
    isAnswering: () => tallies.underWay.commands > 0,
    ...sending,
    paces: pacesNow,
  });
  const progress = createProgress({
    desk: delivery.desk,
    log: log.child({ room: 'progress' }),
    sleep: pause,
  });
  const rights = createRights(db, powers, config.ADMINS);
  const aside = createAside({
    now,
    report: ({ error, ...row }) =>
      log.error({ event: 'row set aside', err: error, ...row }, 'a row broke and is left out'),
  });
  const telling = () => ({
    ...{ db, rights, powers, aside, publications: delivery.publications },
    now: instant(),
  });
  const schedule = createSchedule({
    sources: [
      briefingClock({
        db,
        publications: delivery.publications,
        now,
        unsaid: ({ id }, error) =>
          log.error(
            { event: 'row set aside', work: 'briefing', id, err: error },
            'an edition leaves out what cannot be said',
          ),
      }),
    ],
    jobs: [
      expiringAlerts({ db, publications: delivery.publications, now, aside }),
      tellingOfChanges({ db, publications: delivery.publications, now, aside }),
      tellingOfClosed(telling),
      tellingOfUnknown(telling),
      tellingOfNobody(telling),
      tellingOfBadSchedules(telling),
      lookingAgain({ db, powers, aside }),
      cleaning(db, now),
      mendingZones({ db, log: log.child({ room: 'zones' }), zone: config.TIME_ZONE }),
    ],
    claim: beatClaims(db, now),
    log: log.child({ room: 'schedule' }),
    onRound: watch.rounds.ended,
  });
  const wordsOf = ({ user }: Caller) => translators[readLocale(user.locale, config.LOCALE)];
  const arrivals = createArrivals({ db, log });
  const entry = createEntry({
    db,
    arrivals,
    memory: database.memory,
    config,
    translators: {
      discord: translators,
      telegram: telegramTranslators(menu.map(({ name }) => name)),
    },
    powers,
    rights,
    publications: delivery.publications,
    desk: delivery.desk,
    progress,
    rescheduled: () => void schedule.refresh(),
    sheets: menu,
    now: instant,
  });
  /** Nobody waits for what is known not to answer: so many would stand in line that none heard anything in time. */
  function refuseWhileSilent(): void {
    if (watch.isSilent()) throw new Error('the store does not answer');
  }
  const pipeline = createPipeline<Call>({
    commands,
    enter(...whom) {
      refuseWhileSilent();
      return entry.enter(...whom);
    },
    look(caller) {
      refuseWhileSilent();
      return entry.look(caller);
    },
    isKept: ({ isKept }) => isKept,
    authority: decide,
    // A question belongs to its community too: its answer shall not be taken for another's.
    key: ({ account, chat, community }) => ({
      accountId: account.id,
      place: community ? `${chat.id} ${community.id}` : chat.id,
    }),
    here: ({ chat }) => chat.id,
    alternatives: communitiesToChoose,
    nowhere,
    scope: ({ account, chat, community }, per) =>
      ({ person: account.personId, chat: chat.id, community: community?.id })[per],
    words: wordsOf,
    store: createKitStore(db, now, database.memory),
    report(error, invocation) {
      const reference = randomBytes(4).toString('hex');
      watch.failed(error);
      tallies.commandErrors.add({ platform: invocation.caller.platform });
      log.error(
        {
          err: error,
          reference,
          command: invocation.command,
          platform: invocation.caller.platform,
        },
        'a command failed',
      );
      return reference;
    },
  });
  const reader = readerOf(db, config, database.memory);
  const parts: BotParts = {
    pipeline: limitedPipeline(
      countedPipeline(pipeline, tallies, new Set(menu.map(({ name }) => name)), steady),
      {
        perMinute: config.COMMANDS_PER_MINUTE,
        now,
        async words({ platform, user: { platformId, locale } }) {
          const { locale: read } = await reader({
            ...{ platform, user: platformId },
            ...(locale === undefined ? {} : { locale }),
          });
          return translators[read];
        },
      },
    ),
    sheets: menu,
    words: translators,
    places: createPlaces(db, config, now),
    readerOf: reader,
    storeAnswers: () => watch.store().answers,
    handledUpdates: handledUpdates(db, now),
    log,
    now,
  };
  if (config.DISCORD_TOKEN !== undefined) {
    const settings = { token: config.DISCORD_TOKEN, apiUrl: config.DISCORD_API_URL };
    bots.push(createDiscordBot(settings, { ...parts, log: log.child({ bot: 'discord' }) }));
  }
  if (config.TELEGRAM_TOKEN !== undefined) {
    const { PUBLIC_URL: publicUrl, TELEGRAM_UPDATES: updates } = config;
    const settings = {
      token: config.TELEGRAM_TOKEN,
      apiUrl: config.TELEGRAM_API_URL,
      paid: config.TELEGRAM_PAID_BROADCASTS,
      webhook: updates === 'webhook' && publicUrl !== undefined ? { publicUrl } : undefined,
    };
    bots.push(createTelegramBot(settings, { ...parts, log: log.child({ bot: 'telegram' }) }));
  }

  return {
    async start() {
      watch.start();
      const connected = Promise.all(bots.map((bot) => bot.start()));
      await delivery.start(Promise.race([connected, sleep(headStart)]));
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
    look: watch.look,
    async connected(within) {
      const until = now() + within;
      while (!bots.every((bot) => bot.health().connected)) {
        if (now() >= until) return false;
        await sleep(20);
      }
      return true;
    },
    delivery,
    operator: {
      metrics: createMetrics({
        tallies,
        depth: delivery.desk.depth,
        paces: pacesNow,
        connected: () =>
          Object.fromEntries(bots.map((bot) => [bot.platform, bot.health().connected])),
        storeAnswers: () => watch.store().answers,
        failing: watch.rounds.failing,
      }),
      store: watch.store,
      board: createBoard({ db, desk: delivery.desk }, { steady, now }),
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
