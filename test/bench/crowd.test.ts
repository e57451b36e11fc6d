import { expect, it } from 'vitest';
import {
  type Asker,
  inRandomOrder,
  known,
  knownCount,
  type Load,
  loads,
  nextRegular,
  stranger,
} from '../../bench/commands/crowd.ts';
import { createGathering } from '../../bench/commands/gather.ts';
import { benchWorld, crowd } from '../../bench/commands/world.ts';

const nobody = () => false;
const thousand = Array.from({ length: knownCount }, (_, index) => known(index));
const idsOf = ({ actor, place }: Asker) => [
  actor.discord.id,
  String(actor.telegram.id),
  place.discord,
  actor.key,
];

it('never gives an id twice, not even to one of the sample community', () => {
  const regulars = Array.from({ length: crowd }, (_, index) => nextRegular(index, nobody));
  const strangers = Array.from({ length: 10_000 }, (_, serial) => stranger(serial));
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

it('asks the thousand in an order that its seed makes, each once before anyone twice', () => {
  const orderBy = (seed: number) => {
    const next = inRandomOrder(thousand, seed);
    return Array.from({ length: 2 * knownCount }, () => next(0, nobody).actor.key);
  };
  const order = orderBy(7);
  expect(orderBy(7)).toEqual(order);
  expect(orderBy(8)).not.toEqual(order);
  for (const pass of [order.slice(0, knownCount), order.slice(knownCount)])
    expect(new Set(pass).size).toBe(knownCount);
  expect(order.slice(0, knownCount)).not.toEqual(order.slice(knownCount));
});

it('passes over whoever still waits for an answer', () => {
  const [first, second, third] = thousand;
  const few = [first, second, third].flatMap((one) => one ?? []);
  const next = inRandomOrder(few, 1);
  const asked = Array.from({ length: 20 }, () => next(0, (asker) => asker === second));
  expect(new Set(asked)).toEqual(new Set([first, third]));
  expect(() => next(0, () => true)).toThrow('Everybody still waits for an answer');
});

it('lets strangers come for their round alone, and the thousand once', () => {
  const here = { discord: new Set<string>(), telegram: new Set<string>() };
  const door = (people: Set<string>) => ({
    join: ({ key }: { key: string }) => void people.add(key),
    leave: (key: string) => void people.delete(key),
  });
  const gather = createGathering({ discord: door(here.discord), telegram: door(here.telegram) });
  const round = (load: Load) => ({ platform: 'discord' as const, load, count: 50, seed: 1 });
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
  for (const load of loads.filter((one) => one !== 'strangers')) {
    gather(round(load)).end();
    gather(round(load)).end();
  }
  expect(here).toEqual({
    discord: new Set(thousand.map(({ actor }) => actor.key)),
    telegram: new Set(),
  });
});
