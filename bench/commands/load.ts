import { randomInt } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { type LocalDiscord, startLocalDiscord } from '../../playground/discord/index.ts';
import type { Stage } from '../../playground/stage.ts';
import { type LocalTelegram, startLocalTelegram } from '../../playground/telegram/index.ts';
import { benchWorld, channelOf, crowd, keyOf } from './world.ts';

export type Platform = 'discord' | 'telegram';

export interface Round {
  platform: Platform;
  /** What each person sends, a command with its slash. */
  text: string;
  count: number;
  /** Commands under way at once, at most `crowd`. */
  atOnce: number;
  /** What stands in every right answer. */
  expected: string;
}

export interface Measured {
  /** Milliseconds from a person's sending to the answer's arrival. */
  median: number;
  p99: number;
  perSecond: number;
  /** Answers that were right. All others are counted as wrong, never left out. */
  right: number;
  wrong: number;
}

/** One local Discord and one local Telegram, with the crowd on both. */
export interface Stand {
  urls: Record<Platform, string>;
  run(round: Round): Promise<Measured>;
  stop(): Promise<void>;
}

/** How long one answer may take, in milliseconds. */
const patience = 20_000;

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const textOnDiscord = (discord: LocalDiscord, channel: string): string | undefined => {
  const last = discord.messagesIn(channel).at(-1);
  // "Thinking…" is no answer yet.
  if (!last || (last.flags & 128) !== 0) return undefined;
  return last.content + last.embeds.map(({ description }) => description ?? '').join('');
};

export async function openStand(): Promise<Stand> {
  /** Who waits for an answer, by platform and place. */
  const waiting = new Map<string, (text: string) => void>();
  const answered = (place: string, text: string) => waiting.get(place)?.(text);
  const [discord, telegram]: [LocalDiscord, LocalTelegram] = await Promise.all([
    startLocalDiscord({ world: benchWorld }),
    startLocalTelegram({
      world: benchWorld,
      anyWebhookPort: true,
      // A store that meets several of these knows which updates it handled: none has the id of another.
      lastId: randomInt(2_000_000_000),
      onRequest: ({ method, params, status }) => {
        if (method !== 'sendMessage') return;
        const text = status === 200 ? String(params.text) : `refused with ${status}`;
        answered(String(params.chat_id), text);
      },
    }),
  ]);
  telegram.startEveryone();
  discord.stage.onChange((channel) => {
    const text = textOnDiscord(discord, channel);
    if (text !== undefined) answered(channel, text);
  });
  const stages: Record<Platform, Stage> = { discord: discord.stage, telegram: telegram.stage };

  /** Sends one command and waits for its answer. */
  function ask(platform: Platform, index: number, text: string): Promise<string> {
    const onDiscord = platform === 'discord';
    const place = onDiscord ? channelOf(index) : String(900_000 + index);
    return new Promise((resolve, reject) => {
      const finish = (answer: string) => {
        clearTimeout(timer);
        waiting.delete(place);
        resolve(answer);
      };
      const timer = setTimeout(() => finish('no answer'), patience);
      waiting.set(place, finish);
      stages[platform].say(keyOf(index), onDiscord ? place : 'dm', text).catch((error: unknown) => {
        clearTimeout(timer);
        waiting.delete(place);
        reject(error);
      });
    });
  }

  return {
    urls: { discord: discord.url, telegram: telegram.url },
    async run({ platform, text, count, atOnce, expected }) {
      const times: number[] = [];
      let left = count;
      let right = 0;
      let wrong = 0;
      async function person(index: number): Promise<void> {
        while (left > 0) {
          left -= 1;
          const begun = performance.now();
          const answer = await ask(platform, index, text);
          times.push(performance.now() - begun);
          if (answer.includes(expected)) right += 1;
          else wrong += 1;
          // Nobody sees an answer before the platform has taken it: its own answer to the bot leaves first.
          await immediate();
        }
      }
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: Math.min(atOnce, crowd) }, (_, index) => person(index)),
      );
      const seconds = (performance.now() - begun) / 1000;
      times.sort((a, b) => a - b);
      return {
        median: percentile(times, 0.5),
        p99: percentile(times, 0.99),
        perSecond: times.length / seconds,
        right,
        wrong,
      };
    },
    async stop() {
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}
