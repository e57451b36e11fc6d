import { randomInt } from 'node:crypto';
import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import { type LocalDiscord, startLocalDiscord } from '../../../playground/discord/index.ts';
import { type LocalTelegram, startLocalTelegram } from '../../../playground/telegram/index.ts';
import type { Platform } from '../../../src/platform.ts';
import { benchWorld, maxConcurrency } from './bench-world.ts';
import { createUserArrivals } from './user-arrivals.ts';
import type { LoadUser, NextUser, UserPool } from './user-pools.ts';

export interface Round {
  platform: Platform;
  /** Who sends the commands. */
  load: UserPool;
  /** The order of the thousand. */
  seed: number;
  /** What each person sends, a command with its slash. */
  text: string;
  count: number;
  /** Commands under way at once, at most `crowd`. */
  atOnce: number;
  /** What stands in every right answer. */
  expected: string;
}

export interface LatencyResult {
  /** Milliseconds from a person's sending to the answer's arrival. */
  median: number;
  p99: number;
  perSecond: number;
  /** Answers that were right. All others are counted as wrong, never left out. */
  right: number;
  wrong: number;
  /** The first of the wrong ones, as it came. */
  firstWrong?: string;
}

/** One local Discord and one local Telegram, with the crowd on both. */
export interface Testbed {
  urls: Record<Platform, string>;
  run(round: Round): Promise<LatencyResult>;
  /** Waits until the program asks nothing more of a platform, then forgets what was said there and who came for it. */
  waitUntilQuiet(platform: Platform): Promise<void>;
  stop(): Promise<void>;
}

/** How long one answer may take, in milliseconds. */
const timeoutMs = 20_000;
/** A platform of which nothing was asked for so many milliseconds is quiet. */
const quietMs = 200;

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const textOnDiscord = (discord: LocalDiscord, channel: string): string | undefined => {
  const last = discord.messagesIn(channel).at(-1);
  // "Thinking…" is no answer yet.
  if (!last || (last.flags & 128) !== 0) return undefined;
  return last.content + last.embeds.map(({ description }) => description ?? '').join('');
};

export async function openTestbed(): Promise<Testbed> {
  /** Who waits for an answer, by the place. */
  const waiting = new Map<string, (text: string) => void>();
  const requests: Record<Platform, number> = { discord: 0, telegram: 0 };
  const answered = (place: string, text: string) => waiting.get(place)?.(text);
  const [discord, telegram]: [LocalDiscord, LocalTelegram] = await Promise.all([
    startLocalDiscord({
      world: benchWorld,
      onRequest: () => {
        requests.discord += 1;
      },
    }),
    startLocalTelegram({
      world: benchWorld,
      anyWebhookPort: true,
      // A store that meets several of these knows which updates it handled: none has the id of another.
      lastId: randomInt(2_000_000_000),
      onRequest: ({ method, params, status }) => {
        requests.telegram += 1;
        if (method !== 'sendMessage') return;
        const text = status === 200 ? String(params.text) : `refused with ${status}`;
        answered(String(params.chat_id), text);
      },
    }),
  ]);
  telegram.openAllPrivateChats();
  discord.driver.onChange((channel) => {
    const text = textOnDiscord(discord, channel);
    if (text !== undefined) answered(channel, text);
  });
  const platforms = { discord, telegram } as const;

  const gather = createUserArrivals(platforms);
  /** What sends away those who came for a round. */
  const leaving: Record<Platform, (() => void)[]> = { discord: [], telegram: [] };

  /** Sends one command and waits for its answer. */
  function ask(platform: Platform, { actor, place }: LoadUser, text: string): Promise<string> {
    const here = place[platform];
    return new Promise((resolve, reject) => {
      const finish = (answer: string) => {
        clearTimeout(timer);
        waiting.delete(here);
        resolve(answer);
      };
      const timer = setTimeout(() => finish('no answer'), timeoutMs);
      waiting.set(here, finish);
      platforms[platform].driver.sendMessage(actor.key, here, text).catch((error: unknown) => {
        clearTimeout(timer);
        waiting.delete(here);
        reject(error);
      });
    });
  }

  async function play(round: Round, next: NextUser): Promise<LatencyResult> {
    const { platform, text, count, atOnce, expected } = round;
    const times: number[] = [];
    let left = count;
    let right = 0;
    let wrong = 0;
    let firstWrong: string | undefined;
    const isBusy = ({ place }: LoadUser) => waiting.has(place[platform]);
    async function worker(index: number): Promise<void> {
      while (left > 0) {
        left -= 1;
        const asker = next(index, isBusy);
        const begun = performance.now();
        const answer = await ask(platform, asker, text);
        times.push(performance.now() - begun);
        if (answer.includes(expected)) right += 1;
        else {
          wrong += 1;
          firstWrong ??= answer;
        }
        // Nobody sees an answer before the platform has taken it: its own answer to the bot leaves first.
        await immediate();
      }
    }
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: Math.min(atOnce, maxConcurrency) }, (_, index) => worker(index)),
    );
    const seconds = (performance.now() - begun) / 1000;
    times.sort((a, b) => a - b);
    return {
      median: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      perSecond: times.length / seconds,
      right,
      wrong,
      ...(firstWrong === undefined ? {} : { firstWrong }),
    };
  }

  return {
    urls: { discord: discord.url, telegram: telegram.url },
    run(round) {
      const { next, end } = gather(round);
      leaving[round.platform].push(end);
      return play(round, next);
    },
    async waitUntilQuiet(platform) {
      for (let before = -1; before !== requests[platform]; await pause(quietMs))
        before = requests[platform];
      for (const end of leaving[platform].splice(0)) end();
      // Finding anything among what was said would take ever longer.
      platforms[platform].clearMessages();
    },
    async stop() {
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}
