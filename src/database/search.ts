import { beforeWords, fold, isWordBeginning } from '../language/fold.ts';

/** Prisma 7.10 hands `contains` and `startsWith` to LIKE as they are: without this `%` would find everything. */
const literal = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** Conditions that a `searchText` fulfils of which words begin with each word of a text, as `matches` does. */
export function searched(text: string): { OR: { searchText: object }[] }[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({
      OR: isWordBeginning(word)
        ? [
            { searchText: { startsWith: literal(word) } },
            ...beforeWords.map((sign) => ({ searchText: { contains: literal(sign + word) } })),
          ]
        : [{ searchText: { contains: literal(word) } }],
    }));
}
