import { startLocalDiscord } from './discord/index.ts';
import type { Fault } from './faults.ts';
import { startLocalTelegram } from './telegram/index.ts';
import { discordChannel, telegramPerson, trialGroup, trialWorld } from './trial-world.ts';

type PlatformName = 'discord' | 'telegram';

/** How a trial's platforms are started: the process's one argument, as JSON. */
export interface TrialOptions {
  /** Private chats on Telegram, and channels on Discord. */
  chats: number;
  /** Channels on Discord, where they are not as many. */
  channels?: number;
  limits: 'off' | 'real';
  /** How many times the real rates are allowed. */
  faster: number;
}

/** A fault as it travels between processes. */
export type SentFault = Omit<Fault, 'path'> & { path?: string };

/** What a trial asks its platforms. */
export type TrialAsk =
  /** How many messages with these words each chat has, in the order of the chats. */
  | { ask: 'count'; words: string }
  /** When messages with these words were made (milliseconds since the epoch), in order. */
  | { ask: 'times'; words: string }
  /** Messages that were made and requests that were refused with 429, since the last `forget`. */
  | { ask: 'tally' }
  | { ask: 'forget' }
  | { ask: 'fault'; platform: PlatformName; fault: SentFault }
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

export interface Counts {
  discord: number[];
  telegram: number[];
  /** The group on Telegram, before and after it became a supergroup. */
  group: number;
}

interface Made {
  platform: PlatformName;
  at: number;
  text: string;
}

const options = JSON.parse(process.argv[2] ?? '{}') as TrialOptions;
const world = trialWorld(options);
let made: Made[] = [];
let refused: Record<PlatformName, number> = { discord: 0, telegram: 0 };

const words = (body: unknown): string => JSON.stringify(body ?? '');

const discord = await startLocalDiscord({
  world,
  limits: options.limits,
  faster: options.faster,
  onRequest({ method, path, status, body }) {
    if (status === 429) refused.discord += 1;
    if (status === 200 && method !== 'GET' && path.includes('/messages')) {
      made.push({ platform: 'discord', at: Date.now(), text: words(body) });
    }
  },
});
const telegram = await startLocalTelegram({
  world,
  limits: options.limits,
  faster: options.faster,
  onRequest({ method, params, status }) {
    if (status === 429) refused.telegram += 1;
    if (status === 200 && (method.startsWith('send') || method.startsWith('edit'))) {
      made.push({ platform: 'telegram', at: Date.now(), text: words(params) });
    }
  },
});
telegram.startEveryone();
let group = trialGroup;

const inDiscord = (index: number, sought: string): number =>
  discord
    .messagesIn(discordChannel(index))
    .filter(({ content, embeds }) => words([content, embeds]).includes(sought)).length;
const inTelegram = (chat: number, sought: string): number =>
  telegram.messagesIn(chat).filter(({ text }) => text?.includes(sought)).length;
const each = <Value>(count: number, work: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => work(index));

async function command(platform: PlatformName, person: number, text: string): Promise<number> {
  const { stage } = platform === 'discord' ? discord : telegram;
  const key = `person${person}`;
  const answers = () =>
    stage.seen(key, 'dm').filter(({ from, pending }) => from.bot && !pending).length;
  const before = answers();
  const began = performance.now();
  const answered = new Promise<void>((resolve) => {
    const stop = stage.onChange(() => {
      if (answers() <= before) return;
      stop();
      resolve();
    });
  });
  await stage.say(key, 'dm', text);
  await answered;
  return performance.now() - began;
}

async function answer(asked: TrialAsk): Promise<unknown> {
  switch (asked.ask) {
    case 'count': {
      const counts: Counts = {
        discord: each(options.channels ?? options.chats, (index) => inDiscord(index, asked.words)),
        telegram: each(options.chats, (index) => inTelegram(telegramPerson(index), asked.words)),
        group:
          inTelegram(group, asked.words) +
          (group === trialGroup ? 0 : inTelegram(trialGroup, asked.words)),
      };
      return counts;
    }
    case 'times':
      return {
        discord: made
          .filter((one) => one.platform === 'discord' && one.text.includes(asked.words))
          .map(({ at }) => at),
        telegram: made
          .filter((one) => one.platform === 'telegram' && one.text.includes(asked.words))
          .map(({ at }) => at),
      };
    case 'tally': {
      const of = (platform: PlatformName) => made.filter((one) => one.platform === platform).length;
      return { made: { discord: of('discord'), telegram: of('telegram') }, refused };
    }
    case 'forget':
      made = [];
      refused = { discord: 0, telegram: 0 };
      discord.forgetMessages();
      telegram.forgetMessages();
      return undefined;
    case 'fault': {
      const { path, ...fault } = asked.fault;
      const whole: Fault = path === undefined ? fault : { ...fault, path: new RegExp(path) };
      (asked.platform === 'discord' ? discord : telegram).fault(whole);
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
      for (const chat of asked.chats) await telegram.stage.relate(`person${chat}`, 'dm', 'block');
      return undefined;
    case 'deny':
      for (const chat of asked.chats) discord.operator.deny(discordChannel(chat), 'send');
      return undefined;
    case 'migrate':
      group = telegram.migrate(trialGroup);
      return undefined;
    case 'command':
      return command(asked.platform, asked.person, asked.text);
  }
}

process.on('message', (sent: { id: number; asked: TrialAsk }) => {
  answer(sent.asked).then(
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
