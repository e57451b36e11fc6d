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
  /** The senders of the commands. */
  load: UserPool;
  /** The order of the thousand. */
  seed: number;
  /** The sent text, a command with its slash. */
  text: string;
  count: number;
  /** Concurrent commands; of regulars at most as many as there are. */
  atOnce: number;
  /** A text that every correct answer contains. */
  expected: string;
}

export interface LatencyResult {
  /** Milliseconds from sending to the answer. */
  median: number;
  p99: number;
  perSecond: number;
  /** Correct answers. All others count as wrong. */
  right: number;
  wrong: number;
  /** The first wrong answer. */
  firstWrong?: string;
}

/** A local Discord and a local Telegram with the same people. */
export interface Testbed {
  urls: Record<Platform, string>;
  run(round: Round): Promise<LatencyResult>;
  /** Waits until the program sends no more requests to a platform, then clears its messages and load users. */
  waitUntilQuiet(platform: Platform): Promise<void>;
  stop(): Promise<void>;
}

/** Timeout of an answer, in milliseconds. */
const timeoutMs = 20_000;
/** Milliseconds without requests after which a platform is quiet. */
const quietMs = 200;

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** The texts of a component and of those inside it. */
function textsOf(component: object): string[] {
  const own = 'content' in component ? [String(component.content)] : [];
  const inner = 'components' in component ? component.components : [];
  return [...own, ...(Array.isArray(inner) ? inner.flatMap(textsOf) : [])];
}

const textOnDiscord = (discord: LocalDiscord, channel: string): string | undefined => {
  const last = discord.messagesIn(channel).at(-1);
  // "Thinking…" is no answer.
  if (!last || (last.flags & 128) !== 0) return undefined;
  const laidOut = last.components.flatMap(textsOf);
  return [
    last.content,
    ...last.embeds.map(({ description }) => description ?? ''),
    ...laidOut,
  ].join('');
};

export async function openTestbed(): Promise<Testbed> {
  /** Callbacks that wait for an answer, by place. */
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
      // Update ids are unique across instances, since a program's database remembers handled updates.
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
  /** Removes the people who came for a round. */
  const leaving: Record<Platform, (() => void)[]> = { discord: [], telegram: [] };

  /** Sends one command and waits for the answer. */
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
        // An answer counts as seen once the platform has responded to the bot.
        await immediate();
      }
    }
    const begun = performance.now();
    await Promise.all(
      Array.from(
        { length: round.load === 'regulars' ? Math.min(atOnce, maxConcurrency) : atOnce },
        (_, index) => worker(index),
      ),
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
      // Searching ever more messages would take ever longer.
      platforms[platform].clearMessages();
    },
    async stop() {
      await Promise.all([discord.stop(), telegram.stop()]);
    },
  };
}
