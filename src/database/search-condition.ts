import { fold, startsWithWordCharacter, wordDelimiters } from '../language/text/fold.ts';

/** Prisma 7.10 passes `contains` and `startsWith` to LIKE unescaped: an unescaped `%` would match everything. */
const escapeLike = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** Conditions on `searchText`: each word of the text must begin one of its words, as in `matches`. */
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
