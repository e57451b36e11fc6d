import type { Platform } from '../../../src/platform.ts';
import { maxConcurrency } from '../load/bench-world.ts';
import { type RoundConfig, type RoundResult, roundKey } from '../load/contender.ts';
import { medianValue } from '../load/startup.ts';
import { type UserPool, userPools } from '../load/user-pools.ts';
import { formatInteger, formatMs, markdownTable } from './markdown-table.ts';

/** Results of a program. */
export interface Result {
  name: string;
  platforms: readonly Platform[];
  rounds: ReadonlyMap<string, readonly RoundResult[]>;
}

/** Median and best of the rounds; empty if the program did not take part. */
function summary({ rounds }: Result, way: RoundConfig) {
  const all = rounds.get(roundKey(way));
  if (!all) return undefined;
  const middleOf = (pick: (one: RoundResult) => number) => medianValue(all.map(pick));
  return {
    median: middleOf(({ median }) => median),
    p99: middleOf(({ p99 }) => p99),
    bestP99: Math.min(...all.map(({ p99 }) => p99)),
    perSecond: middleOf(({ perSecond }) => perSecond),
    best: Math.max(...all.map(({ perSecond }) => perSecond)),
    cpu: middleOf(({ cpu }) => cpu),
    least: Math.min(...all.map(({ cpu }) => cpu)),
    loadCpu: middleOf(({ loadCpu }) => loadCpu),
  };
}

/** Ratio of two figures. */
export const ratio = (one: number | undefined, other: number | undefined): string =>
  one === undefined || other === undefined ? '' : (one / other).toFixed(2);

const titles: Record<Platform, string> = {
  telegram: 'Telegram webhook',
  discord: 'Discord gateway',
};
const loadTitles: Record<UserPool, string> = {
  strangers: 'strangers',
  thousand: 'a thousand',
  regulars: 'regulars',
};

/** Concurrent commands per second, by platform and senders. @param against program that the others are compared with */
export function loadTable(results: readonly Result[], against?: Result): string {
  const rows = (['telegram', 'discord'] as const).flatMap((platform) =>
    userPools.flatMap((load) =>
      results.flatMap((result) => {
        const way = { platform, load, atOnce: maxConcurrency };
        const own = summary(result, way);
        if (!own) return [];
        const other = against && summary(against, way);
        return [
          [
            `${titles[platform]}, ${loadTitles[load]}: ${result.name}`,
            formatInteger(own.perSecond),
            formatInteger(own.best),
            formatMs(own.cpu),
            formatMs(own.least),
            formatMs(own.loadCpu),
            ...(against
              ? [ratio(own.perSecond, other?.perSecond), ratio(own.cpu, other?.cpu)]
              : []),
          ],
        ];
      }),
    ),
  );
  return markdownTable(
    [
      '',
      `a second, ${maxConcurrency} at once`,
      'best',
      'CPU ms per command',
      'least',
      'CPU ms per command of platforms and load',
      ...(against ? [`a second, times ${against.name}`, 'CPU, times the same'] : []),
    ],
    rows,
  );
}

/** Latency of a single command. @param byHand program that the medians are compared with, by platform */
export function singleUserTable(
  results: readonly Result[],
  byHand: Readonly<Partial<Record<Platform, Result>>>,
): string {
  const rows = results.flatMap((result) =>
    result.platforms.flatMap((platform) => {
      const way: RoundConfig = { platform, load: 'regulars', atOnce: 1 };
      const own = summary(result, way);
      if (!own) return [];
      const hand = byHand[platform];
      const other = hand && hand.rounds !== result.rounds ? summary(hand, way) : undefined;
      return [
        [
          `${titles[platform]}: ${result.name}`,
          formatMs(own.median),
          formatMs(own.p99),
          formatMs(own.bestP99),
          ratio(own.median, other?.median),
        ],
      ];
    }),
  );
  return markdownTable(
    ['', 'median ms, one at a time', 'p99 ms', 'best p99 ms', 'times the median by hand'],
    rows,
  );
}
