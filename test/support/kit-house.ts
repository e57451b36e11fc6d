import pino from 'pino';
import { createDiscordBot } from '../../bots/discord/index.ts';
import { createTelegramBot } from '../../bots/telegram/index.ts';
import { startLocalDiscord } from '../../playground/discord/index.ts';
import type { Stage } from '../../playground/stage.ts';
import { startLocalTelegram } from '../../playground/telegram/index.ts';
import { sampleWorld } from '../../playground/world.ts';
import { recogniseChat } from '../../src/communities/chats.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { handledUpdates } from '../../src/database/handled-updates.ts';
import type { Command } from '../../src/kit/command.ts';
import type { Caller, Platform } from '../../src/kit/invocation.ts';
import type { ReadContext, Words } from '../../src/kit/kind.ts';
import { createPipeline } from '../../src/kit/pipeline.ts';
import { sheets } from '../../src/kit/sheet.ts';
import { createKitStore } from '../../src/kit-store.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import { type Locale, readLocale } from '../../src/language/locale.ts';
import { recogniseAccount } from '../../src/people/accounts.ts';
import { checkDiscordRequest } from './discord-spec.ts';
import { runningClock } from './house.ts';
import { checkTelegramRequest } from './telegram-spec.ts';

/** What commands get in these tests: what the kit itself knows, and who acts. No subject of the program. */
export interface Bare extends ReadContext {
  platform: Platform;
  accountId: string;
  personId: string;
  chatId: string;
  isPrivate: boolean;
}

/** Words of commands that exist in a test alone: the last part of the key says what it is for. */
function wordsFor(locale: Locale, extra: Readonly<Record<string, string>>): Words {
  const { t } = createTranslator(locale);
  return {
    t(key, params) {
      const said = extra[key];
      if (said !== undefined) return said;
      if (!/^commands\.(ask|groups\.ask|try)/.test(key)) return t(key, params);
      const parts = key.split('.');
      const last = parts.at(-1);
      const subject = (parts.at(-2) ?? '').replace(/^ask_/, '');
      return last === 'name' ? subject : last === 'form' ? 'A sheet' : `About ${subject}`;
    },
  };
}

export type KitHouse = Awaited<ReturnType<typeof openKitHouse>>;

/** The command kit with both bots and commands of a test, against both local platforms, over sockets. */
export async function openKitHouse({
  database,
  start,
  commands: first,
  words: extra = {},
}: {
  database: OpenDatabase;
  start: number;
  commands: readonly Command<Bare>[];
  words?: Readonly<Record<string, string>>;
}) {
  const clock = runningClock(start);
  const { prisma: db } = database;
  const problems: string[] = [];
  const complaints: string[] = [];
  const requests: string[] = [];
  const log = pino(
    { level: 'warn', base: null },
    { write: (line: string) => complaints.push(line) },
  );
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({
      world: sampleWorld,
      now: clock.now,
      onRequest: (request) => {
        requests.push(`${request.method} ${request.path}`);
        if (request.status < 400) problems.push(...checkDiscordRequest(request));
      },
    }),
    startLocalTelegram({
      world: sampleWorld,
      now: clock.now,
      onRequest: (request) => {
        requests.push(request.method);
        problems.push(...checkTelegramRequest(request));
      },
    }),
  ]);
  const words = { en: wordsFor('en', extra), vi: wordsFor('vi', extra) };

  function open(commands: readonly Command<Bare>[]) {
    const menu = sheets(commands);
    async function enter(caller: Caller, from?: string): Promise<Bare> {
      const account = await recogniseAccount(db, caller);
      const chat = await recogniseChat(db, caller, account.id);
      return {
        ...words.en,
        locale: 'en',
        zone: 'Asia/Ho_Chi_Minh',
        now: Temporal.Instant.fromEpochMilliseconds(clock.now()),
        platform: caller.platform,
        accountId: account.id,
        personId: account.personId,
        chatId: from ?? chat.id,
        isPrivate: chat.kind === 'private',
      };
    }
    const pipeline = createPipeline<Bare>({
      commands,
      enter,
      alternatives: async () => [],
      authority: async (condition, { isPrivate }) =>
        condition.rule === 'inPrivate' ? isPrivate : condition.rule === 'inCommunity',
      key: ({ accountId, chatId }) => ({ accountId, place: chatId }),
      here: ({ chatId }) => chatId,
      scope: ({ personId, chatId }, per) =>
        ({ person: personId, chat: chatId, community: '' })[per],
      store: createKitStore(db, clock.now),
      report(error) {
        complaints.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
        return 'ref12345';
      },
      words: ({ user }) => words[readLocale(user.locale, 'en')],
    });
    const nothing = async () => {};
    const parts = {
      pipeline,
      sheets: menu,
      words,
      places: {
        joined: nothing,
        left: nothing,
        reopened: nothing,
        rightsBack: nothing,
        migrated: nothing,
      },
      readerOf: async () => ({ locale: 'en' as const, zone: 'Asia/Ho_Chi_Minh' }),
      storeAnswers: () => true,
      handledUpdates: handledUpdates(db, clock.now),
      log,
      now: clock.now,
    };
    return {
      pipeline,
      bots: [
        createDiscordBot({ token: sampleWorld.discord.bot.token, apiUrl: discord.url }, parts),
        createTelegramBot({ token: sampleWorld.telegram.bot.token, apiUrl: telegram.url }, parts),
      ],
    };
  }

  async function connect({ bots }: ReturnType<typeof open>): Promise<void> {
    for (const bot of bots) bot.start();
    while (!bots.every((bot) => bot.health().connected)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  let program = open(first);
  await connect(program);
  const stages: Record<Platform, Stage> = { discord: discord.stage, telegram: telegram.stage };
  return {
    clock,
    stages,
    discord,
    telegram,
    /** Every request to the platforms, by what it asks for. */
    requests,
    problems,
    complaints,
    health: () => program.bots.map((bot) => bot.health()),
    /** The program's way of a command, for an answerer that the bots do not have. */
    handle: (...given: Parameters<typeof program.pipeline.handle>) =>
      program.pipeline.handle(...given),
    /** The program ends and comes back on the same store, perhaps with other commands. */
    async restart(commands: readonly Command<Bare>[] = first) {
      await Promise.all(program.bots.map((bot) => bot.stop()));
      program = open(commands);
      await connect(program);
    },
    async close() {
      await Promise.all(program.bots.map((bot) => bot.stop()));
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}
