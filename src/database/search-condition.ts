import { fold, startsWithWordCharacter, wordDelimiters } from '../language/text/fold.ts';

/** Prisma 7.10 hands `contains` and `startsWith` to LIKE as they are: without this `%` would find everything. */
const escapeLike = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** Conditions that a `searchText` fulfils of which words begin with each word of a text, as `matches` does. */
export function searchCondition(text: string): { OR: { searchText: object }[] }[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({
      OR: startsWithWordCharacter(word)
        ? [
            { searchText: { startsWith: escapeLike(word) } },
            ...wordDelimiters.map((sign) => ({
              searchText: { contains: escapeLike(sign + word) },
            })),
          ]
        : [{ searchText: { contains: escapeLike(word) } }],
    }));
}
