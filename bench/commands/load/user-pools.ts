import { directChannelId } from '../../../playground/discord/state/snowflakes.ts';
import type { LocalActor } from '../../../playground/driver/world-setup.ts';
import type { Platform } from '../../../src/platform.ts';
import { createSeededRandom } from '../../fuzz/random-text.ts';
import { channelIdOf, maxConcurrency, regulars } from './bench-world.ts';

/**
 * Senders of a round: people whom the program has never seen, as after an announcement; a thousand known people; or a
 * few who send repeatedly.
 */
export type UserPool = 'strangers' | 'thousand' | 'regulars';
export const userPools: readonly UserPool[] = ['strangers', 'thousand', 'regulars'];

/** Number of people known from before. */
export const returningUserCount = 1_000;

/** A person, and where they send a command and get the answer on each platform. */
export interface LoadUser {
  actor: LocalActor;
  place: Record<Platform, string>;
}

function person(key: string, discordId: bigint, telegramId: number): LocalActor {
  return {
    key,
    name: `Người ${key}`,
    role: 'subscriber',
    locale: 'vi',
    discord: { id: String(discordId), username: key },
    telegram: { id: telegramId },
  };
}

/** All but the regulars use their private chat with the bot. */
const inPrivate = (actor: LocalActor): LoadUser => ({
  actor,
  place: { discord: directChannelId(actor.discord.id), telegram: String(actor.telegram.id) },
});

/** One of the thousand. */
export const returningUser = (index: number): LoadUser =>
  inPrivate(person(`known${index}`, 1_510_000_000_000_000_000n + BigInt(index), 2_000_000 + index));

/** A new person for a number that was never used. */
export const newUser = (serial: number): LoadUser =>
  inPrivate(
    person(`stranger${serial}`, 1_520_000_000_000_000_000n + BigInt(serial), 10_000_000 + serial),
  );

/** On Discord each of the regulars has a channel. */
const regularAskers: readonly LoadUser[] = regulars.map((actor, index) => ({
  actor,
  place: { discord: channelIdOf(index), telegram: String(actor.telegram.id) },
}));

/** The next sender. @param isBusy whether a person still waits for an answer */
export type NextUser = (worker: number, isBusy: (asker: LoadUser) => boolean) => LoadUser;

export const nextRegular: NextUser = (worker) => {
  const asker = regularAskers[worker % maxConcurrency];
  if (!asker) throw new Error(`There is no regular ${worker}`);
  return asker;
};

/** Each of these people once, in this order. */
export function inSequence(people: readonly LoadUser[]): NextUser {
  const left = people.values();
  return () => {
    const { value } = left.next();
    if (!value) throw new Error('More commands than people');
    return value;
  };
}

/**
 * All of these people in random order, then again in another order, and so on; skips people who wait for an answer.
 */
export function inRandomOrder(people: readonly LoadUser[], seed: number): NextUser {
  const random = createSeededRandom(seed);
  let left: LoadUser[] = [];
  return (_worker, isBusy) => {
    for (let tries = 0; tries <= 2 * people.length; tries += 1) {
      if (left.length === 0) left = shuffled(people, random);
      const asker = left.pop();
      if (asker && !isBusy(asker)) return asker;
    }
    throw new Error('Everybody still waits for an answer');
  };
}

function shuffled<One>(all: readonly One[], random: () => number): One[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
