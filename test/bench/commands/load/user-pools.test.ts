import { expect, it } from 'vitest';
import { benchWorld, maxConcurrency } from '../../../../bench/commands/load/bench-world.ts';
import { createUserArrivals } from '../../../../bench/commands/load/user-arrivals.ts';
import {
  inRandomOrder,
  type LoadUser,
  newUser,
  nextRegular,
  returningUser,
  returningUserCount,
  type UserPool,
  userPools,
} from '../../../../bench/commands/load/user-pools.ts';

const nobody = () => false;
const thousand = Array.from({ length: returningUserCount }, (_, index) => returningUser(index));
const idsOf = ({ actor, place }: LoadUser) => [
  actor.discord.id,
  String(actor.telegram.id),
  place.discord,
  actor.key,
];

it('never gives the same id twice, not even one of the sample community', () => {
  const regulars = Array.from({ length: maxConcurrency }, (_, index) => nextRegular(index, nobody));
  const strangers = Array.from({ length: 10_000 }, (_, serial) => newUser(serial));
  const others = benchWorld.actors.filter(
    ({ key }) => !regulars.some(({ actor }) => actor.key === key),
  );
  const ids = [
    ...[...regulars, ...thousand, ...strangers].flatMap(idsOf),
    ...others.flatMap(({ key, discord, telegram }) => [key, discord.id, String(telegram.id)]),
    ...benchWorld.telegram.chats.map(({ id }) => String(id)),
    String(benchWorld.telegram.bot.id),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('orders returning users by the seed, each once before anyone repeats', () => {
  const orderBy = (seed: number) => {
    const next = inRandomOrder(thousand, seed);
    return Array.from({ length: 2 * returningUserCount }, () => next(0, nobody).actor.key);
  };
  const order = orderBy(7);
  expect(orderBy(7)).toEqual(order);
  expect(orderBy(8)).not.toEqual(order);
  for (const pass of [order.slice(0, returningUserCount), order.slice(returningUserCount)])
    expect(new Set(pass).size).toBe(returningUserCount);
  expect(order.slice(0, returningUserCount)).not.toEqual(order.slice(returningUserCount));
});

it('skips users who still wait for an answer', () => {
  const [first, second, third] = thousand;
  const few = [first, second, third].flatMap((one) => one ?? []);
  const next = inRandomOrder(few, 1);
  const asked = Array.from({ length: 20 }, () => next(0, (asker) => asker === second));
  expect(new Set(asked)).toEqual(new Set([first, third]));
  expect(() => next(0, () => true)).toThrow('Everybody still waits for an answer');
});

it('adds new users for their round only and returning users once', () => {
  const here = { discord: new Set<string>(), telegram: new Set<string>() };
  const door = (people: Set<string>) => ({
    addPerson: ({ key }: { key: string }) => void people.add(key),
    removePerson: (key: string) => void people.delete(key),
  });
  const gather = createUserArrivals({ discord: door(here.discord), telegram: door(here.telegram) });
  const round = (load: UserPool) => ({ platform: 'discord' as const, load, count: 50, seed: 1 });
  const seen: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { next, end } = gather(round('strangers'));
    expect(here.discord.size).toBe(50);
    for (let asked = 0; asked < 50; asked += 1) seen.push(next(0, nobody).actor.key);
    expect(() => next(0, nobody)).toThrow('More commands than people');
    end();
    expect(here.discord.size).toBe(0);
  }
  expect(new Set(seen).size).toBe(150);
  for (const load of userPools.filter((one) => one !== 'strangers')) {
    gather(round(load)).end();
    gather(round(load)).end();
  }
  expect(here).toEqual({
    discord: new Set(thousand.map(({ actor }) => actor.key)),
    telegram: new Set(),
  });
});
