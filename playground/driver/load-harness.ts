import { startLocalDiscord } from '../discord/index.ts';
import type { Fault } from '../faults/fault-injector.ts';
import { startLocalTelegram } from '../telegram/index.ts';
import { createLoadWorld, discordChannelId, loadGroupId, telegramUserId } from './load-world.ts';

type PlatformName = 'discord' | 'telegram';

/** How a trial's platforms are started: the process's one argument, as JSON. */
export interface LoadHarnessOptions {
  /** Private chats on Telegram, and channels on Discord. */
  chats: number;
  /** Channels on Discord, where they are not as many. */
  channels?: number;
  limits: 'off' | 'real';
  /** How many times the real rates are allowed. */
  rateMultiplier: number;
}

/** A fault as it travels between processes. */
export type SerializedFault = Omit<Fault, 'path'> & { path?: string };

/** What a trial asks its platforms. */
export type LoadHarnessRequest =
  /** How many messages with these words each chat has, in the order of the chats. */
  | { ask: 'count'; words: string }
  /** When messages with these words were made (milliseconds since the epoch), in order. */
  | { ask: 'times'; words: string }
  /** Messages that were made and requests that were refused with 429, since the last `forget`. */
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
  /** Somebody types a command in private. @returns milliseconds until the answer stood there */
  | { ask: 'command'; platform: PlatformName; person: number; text: string };

export interface CopyCounts {
  discord: number[];
  telegram: number[];
  /** The group on Telegram, before and after it became a supergroup. */
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

async function handleRequest(asked: LoadHarnessRequest): Promise<unknown> {
  switch (asked.ask) {
    case 'count': {
      const counts: CopyCounts = {
        discord: mapIndexes(options.channels ?? options.chats, (index) =>
          countOnDiscord(index, asked.words),
        ),
        telegram: mapIndexes(options.chats, (index) =>
          countOnTelegram(telegramUserId(index), asked.words),
        ),
        group:
          countOnTelegram(group, asked.words) +
          (group === loadGroupId ? 0 : countOnTelegram(loadGroupId, asked.words)),
      };
      return counts;
    }
    case 'times':
      return {
        discord: sentMessages
          .filter((one) => one.platform === 'discord' && one.text.includes(asked.words))
          .map(({ at }) => at),
        telegram: sentMessages
          .filter((one) => one.platform === 'telegram' && one.text.includes(asked.words))
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
      const { path, ...fault } = asked.fault;
      const whole: Fault = path === undefined ? fault : { ...fault, path: new RegExp(path) };
      (asked.platform === 'discord' ? discord : telegram).injectFault(whole);
      return undefined;
    }
    case 'clearFaults':
      discord.clearFaults();
      telegram.clearFaults();
      return undefined;
    case 'down':
      (asked.platform === 'discord' ? discord : telegram).setDown(asked.down);
      return undefined;
    case 'listening':
      return telegram.setListening(asked.listening);
    case 'block':
      for (const chat of asked.chats)
        await telegram.driver.changeBotAccess(`person${chat}`, 'dm', 'block');
      return undefined;
    case 'deny':
      for (const chat of asked.chats) discord.moderator.deny(discordChannelId(chat), 'send');
      return undefined;
    case 'migrate':
      group = telegram.migrate(loadGroupId);
      return undefined;
    case 'command':
      return timeCommand(asked.platform, asked.person, asked.text);
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
