import { fold, startsWithWordCharacter, wordDelimiters } from '../language/text/fold.ts';

/**
 * Words for `contains` and `startsWith`, which Prisma 7.10 passes to LIKE unescaped: an unescaped `%` would match
 * everything. Without the character NUL, which PostgreSQL takes in no text.
 */
export const escapeLike = (typed: string): string =>
  typed.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&');

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
