import { expect, it } from 'vitest';
import {
  type RoundConfig,
  type RoundResult,
  roundKey,
} from '../../../../bench/commands/load/contender.ts';
import {
  loadTable,
  type Result,
  singleUserTable,
} from '../../../../bench/commands/report/results.ts';
import { startupTable } from '../../../../bench/commands/report/startup-table.ts';

const played = (figures: Partial<RoundResult>): RoundResult => ({
  median: 1,
  p99: 2,
  perSecond: 1_000,
  right: 10,
  wrong: 0,
  cpu: 1,
  loadCpu: 0.5,
  others: 0,
  ...figures,
});
const rounds = (...all: [RoundConfig, Partial<RoundResult>[]][]): Result['rounds'] =>
  new Map(all.map(([way, figures]) => [roundKey(way), figures.map(played)]));
const cells = (text: string) =>
  text
    .split('\n')
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '));

const strangers: RoundConfig = { platform: 'telegram', load: 'strangers', atOnce: 32 };
const regulars: RoundConfig = { platform: 'discord', load: 'regulars', atOnce: 32 };
const alone: RoundConfig = { platform: 'discord', load: 'regulars', atOnce: 1 };

const now: Result = {
  name: 'now',
  platforms: ['telegram', 'discord'],
  rounds: rounds(
    [strangers, [{ perSecond: 900, cpu: 0.6 }, { perSecond: 1_500, cpu: 0.4 }, { cpu: 0.5 }]],
    [regulars, [{ perSecond: 3_000, cpu: 0.25, loadCpu: 0.125 }]],
    [alone, [{ median: 1.5, p99: 3 }]],
  ),
};
const before: Result = {
  name: 'before',
  platforms: ['telegram', 'discord'],
  rounds: rounds([strangers, [{ perSecond: 500, cpu: 1 }]], [alone, [{ median: 3 }]]),
};

it('shows the median and best round, and the ratio to another program', () => {
  expect(cells(loadTable([now, before], before))).toEqual([
    [
      'Telegram webhook, strangers: now',
      ...['1,000', '1,500', '0.50', '0.40', '0.50', '2.00', '0.50'],
    ],
    ['Telegram webhook, strangers: before', '500', '500', '1.00', '1.00', '0.50', '1.00', '1.00'],
    ['Discord gateway, regulars: now', '3,000', '3,000', '0.25', '0.25', '0.13', '', ''],
  ]);
});

it('omits the ratio columns without another program', () => {
  expect(cells(loadTable([before]))).toEqual([
    ['Telegram webhook, strangers: before', '500', '500', '1.00', '1.00', '0.50'],
  ]);
  const standing = { name: 'now', startup: undefined };
  expect(cells(startupTable([standing]))).toEqual([['now', '', '', '', '']]);
});

it('compares one command at a time with the handwritten program', () => {
  expect(cells(singleUserTable([before, now], { discord: before }))).toEqual([
    ['Discord gateway: before', '3.00', '2.00', '2.00', ''],
    ['Discord gateway: now', '1.50', '3.00', '3.00', '0.50'],
  ]);
});

it('compares startup times and idle memory', () => {
  const standing = (name: string, ready: number, idle: number) => ({
    name,
    startup: { ready: { middle: ready, least: ready, most: ready }, answered: 9, cpu: 8 },
    memory: { idle, after: 300, commands: 20_000 },
  });
  const earlier = standing('before', 800, 200);
  expect(cells(startupTable([standing('now', 600, 250), earlier], earlier))).toEqual([
    ['now', '600', '600–600', '8', '9', '250', '300', '20,000', '0.75', '1.25'],
    ['before', '800', '800–800', '8', '9', '200', '300', '20,000', '1.00', '1.00'],
  ]);
});
