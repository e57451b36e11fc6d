import { startLocalDiscord } from '../discord/index.ts';
import type { Fault } from '../faults/fault-injector.ts';
import { startLocalTelegram } from '../telegram/index.ts';
import { createLoadWorld, discordChannelId, loadGroupId, telegramUserId } from './load-world.ts';

type PlatformName = 'discord' | 'telegram';

/** Options of the platforms: the only argument of the process, as JSON. */
export interface LoadHarnessOptions {
  /** Private chats on Telegram, and channels on Discord. */
  chats: number;
  /** Channels on Discord, where they are not as many. */
  channels?: number;
  limits: 'off' | 'real';
  /** Factor of the real rate limits. */
  rateMultiplier: number;
}

/** A fault that can be sent to another process. */
export type SerializedFault = Omit<Fault, 'path'> & { path?: string };

/** Requests to the platforms of a load test. */
export type LoadHarnessRequest =
  /** Number of messages with this text in each chat, in the order of the chats. */
  | { ask: 'count'; words: string }
  /** Times at which messages with this text were sent (milliseconds since the epoch), in order. */
  | { ask: 'times'; words: string }
  /** Messages sent, and requests rejected with 429, since the last `forget`. */
  | { ask: 'tally' }
  | { ask: 'forget' }
  | { ask: 'fault'; platform: PlatformName; fault: SerializedFault }
  | { ask: 'clearFaults' }
  | { ask: 'down'; platform: PlatformName; down: boolean }
  | { ask: 'listening'; listening: boolean }
  /** The people of these Telegram chats block the bot. */
  | { ask: 'block'; chats: number[] }
  /** The bot may not write in these Discord channels. */
  | { ask: 'deny'; chats: number[] }
  | { ask: 'migrate' }
  /** A person types a command in private. @returns milliseconds until the answer */
  | { ask: 'command'; platform: PlatformName; person: number; text: string };

export interface CopyCounts {
  discord: number[];
  telegram: number[];
  /** The group on Telegram, before and after it becomes a supergroup. */
  group: number;
}

interface RecordedMessage {
  platform: PlatformName;
  at: number;
  text: string;
}

const options = JSON.parse(process.argv[2] ?? '{}') as LoadHarnessOptions;
const world = createLoadWorld(options);
let sentMessages: RecordedMessage[] = [];
let rateLimited: Record<PlatformName, number> = { discord: 0, telegram: 0 };

const serializedText = (body: unknown): string => JSON.stringify(body ?? '');

const discord = await startLocalDiscord({
  world,
  limits: options.limits,
  rateMultiplier: options.rateMultiplier,
  onRequest({ method, path, status, body }) {
    if (status === 429) rateLimited.discord += 1;
    if (status === 200 && method !== 'GET' && path.includes('/messages')) {
      sentMessages.push({ platform: 'discord', at: Date.now(), text: serializedText(body) });
    }
  },
});
const telegram = await startLocalTelegram({
  world,
  limits: options.limits,
  rateMultiplier: options.rateMultiplier,
  onRequest({ method, params, status }) {
    if (status === 429) rateLimited.telegram += 1;
    if (status === 200 && (method.startsWith('send') || method.startsWith('edit'))) {
      sentMessages.push({ platform: 'telegram', at: Date.now(), text: serializedText(params) });
    }
  },
});
telegram.openAllPrivateChats();
let group = loadGroupId;

const countOnDiscord = (index: number, sought: string): number =>
  discord
    .messagesIn(discordChannelId(index))
    .filter(({ content, embeds }) => serializedText([content, embeds]).includes(sought)).length;
const countOnTelegram = (chat: number, sought: string): number =>
  telegram.messagesIn(chat).filter(({ text }) => text?.includes(sought)).length;
const mapIndexes = <Value>(count: number, work: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => work(index));

async function timeCommand(platform: PlatformName, person: number, text: string): Promise<number> {
  const { driver } = platform === 'discord' ? discord : telegram;
  const key = `person${person}`;
  const answers = () =>
    driver.messages(key, 'dm').filter(({ from, pending }) => from.bot && !pending).length;
  const before = answers();
  const began = performance.now();
  const answered = new Promise<void>((resolve) => {
    const stop = driver.onChange(() => {
      if (answers() <= before) return;
      stop();
      resolve();
    });
  });
  await driver.sendMessage(key, 'dm', text);
  await answered;
  return performance.now() - began;
}

async function handleRequest(request: LoadHarnessRequest): Promise<unknown> {
  switch (request.ask) {
    case 'count': {
      const counts: CopyCounts = {
        discord: mapIndexes(options.channels ?? options.chats, (index) =>
          countOnDiscord(index, request.words),
        ),
        telegram: mapIndexes(options.chats, (index) =>
          countOnTelegram(telegramUserId(index), request.words),
        ),
        group:
          countOnTelegram(group, request.words) +
          (group === loadGroupId ? 0 : countOnTelegram(loadGroupId, request.words)),
      };
      return counts;
    }
    case 'times':
      return {
        discord: sentMessages
          .filter((one) => one.platform === 'discord' && one.text.includes(request.words))
          .map(({ at }) => at),
        telegram: sentMessages
          .filter((one) => one.platform === 'telegram' && one.text.includes(request.words))
          .map(({ at }) => at),
      };
    case 'tally': {
      const of = (platform: PlatformName) =>
        sentMessages.filter((one) => one.platform === platform).length;
      return { made: { discord: of('discord'), telegram: of('telegram') }, refused: rateLimited };
    }
    case 'forget':
      sentMessages = [];
      rateLimited = { discord: 0, telegram: 0 };
      discord.clearMessages();
      telegram.clearMessages();
      return undefined;
    case 'fault': {
      const { path, ...fault } = request.fault;
      const whole: Fault = path === undefined ? fault : { ...fault, path: new RegExp(path) };
      (request.platform === 'discord' ? discord : telegram).injectFault(whole);
      return undefined;
    }
    case 'clearFaults':
      discord.clearFaults();
      telegram.clearFaults();
      return undefined;
    case 'down':
      (request.platform === 'discord' ? discord : telegram).setDown(request.down);
      return undefined;
    case 'listening':
      return telegram.setListening(request.listening);
    case 'block':
      for (const chat of request.chats)
        await telegram.driver.changeBotAccess(`person${chat}`, 'dm', 'block');
      return undefined;
    case 'deny':
      for (const chat of request.chats) discord.moderator.deny(discordChannelId(chat), 'send');
      return undefined;
    case 'migrate':
      group = telegram.migrate(loadGroupId);
      return undefined;
    case 'command':
      return timeCommand(request.platform, request.person, request.text);
  }
}

process.on('message', (sent: { id: number; asked: LoadHarnessRequest }) => {
  handleRequest(sent.asked).then(
    (value) => process.send?.({ id: sent.id, value }),
    (error: unknown) => process.send?.({ id: sent.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({
  ready: {
    DISCORD_TOKEN: world.discord.bot.token,
    DISCORD_API_URL: discord.url,
    TELEGRAM_TOKEN: world.telegram.bot.token,
    TELEGRAM_API_URL: telegram.url,
  },
});
