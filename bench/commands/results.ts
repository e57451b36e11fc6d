import { middle } from './begin.ts';
import { keyOf, type Played, type Way } from './contender.ts';
import { type Load, loads } from './crowd.ts';
import type { Platform } from './load.ts';
import { ms, rounded, table } from './table.ts';
import { crowd } from './world.ts';

/** What a program showed. */
export interface Result {
  name: string;
  platforms: readonly Platform[];
  rounds: ReadonlyMap<string, readonly Played[]>;
}

/** The middle of the rounds, and the best of them; nothing where it did not take part. */
function summary({ rounds }: Result, way: Way) {
  const all = rounds.get(keyOf(way));
  if (!all) return undefined;
  const middleOf = (pick: (one: Played) => number) => middle(all.map(pick));
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

/** How many times one figure is of another. */
export const times = (one: number | undefined, other: number | undefined): string =>
  one === undefined || other === undefined ? '' : (one / other).toFixed(2);

const titles: Record<Platform, string> = {
  telegram: 'Telegram webhook',
  discord: 'Discord gateway',
};
const loadTitles: Record<Load, string> = {
  strangers: 'strangers',
  thousand: 'a thousand',
  regulars: 'regulars',
};

/** How many commands a second with many at once, by platform and who asks. @param against whose times the others are */
export function loadTable(results: readonly Result[], against?: Result): string {
  const rows = (['telegram', 'discord'] as const).flatMap((platform) =>
    loads.flatMap((load) =>
      results.flatMap((result) => {
        const way = { platform, load, atOnce: crowd };
        const own = summary(result, way);
        if (!own) return [];
        const other = against && summary(against, way);
        return [
          [
            `${titles[platform]}, ${loadTitles[load]}: ${result.name}`,
            rounded(own.perSecond),
            rounded(own.best),
            ms(own.cpu),
            ms(own.least),
            ms(own.loadCpu),
            ...(against
              ? [times(own.perSecond, other?.perSecond), times(own.cpu, other?.cpu)]
              : []),
          ],
        ];
      }),
    ),
  );
  return table(
    [
      '',
      `a second, ${crowd} at once`,
      'best',
      'CPU ms per command',
      'least',
      'CPU ms per command of platforms and load',
      ...(against ? [`a second, times ${against.name}`, 'CPU, times the same'] : []),
    ],
    rows,
  );
}

/** How long one command takes when nobody else asks. @param byHand whose times the medians are, by platform */
export function aloneTable(
  results: readonly Result[],
  byHand: Readonly<Partial<Record<Platform, Result>>>,
): string {
  const rows = results.flatMap((result) =>
    result.platforms.flatMap((platform) => {
      const way: Way = { platform, load: 'regulars', atOnce: 1 };
      const own = summary(result, way);
      if (!own) return [];
      const hand = byHand[platform];
      const other = hand && hand.rounds !== result.rounds ? summary(hand, way) : undefined;
      return [
        [
          `${titles[platform]}: ${result.name}`,
          ms(own.median),
          ms(own.p99),
          ms(own.bestP99),
          times(own.median, other?.median),
        ],
      ];
    }),
  );
  return table(
    ['', 'median ms, one at a time', 'p99 ms', 'best p99 ms', 'times the median by hand'],
    rows,
  );
}
