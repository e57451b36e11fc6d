import type { PrismaClient } from '../../database/generated/client.ts';
import { editDistance } from '../../kit/names/edit-distance.ts';

/** Shorter words are too like too many others, and longer ones are not stored. */
const lengths = { min: 4, max: 24 } as const;
/** From how many letters on a word may have two mistakes. */
const longLength = 8;
/** Words that are looked at, and that are tried. */
const limits = { found: 200, tried: 5 } as const;

/** A word, and it without each of its letters, as in the table of variants. */
const variantsOf = (word: string): string[] => [
  ...new Set([word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))]),
];

const sortedLetters = (word: string): string => [...word].sort().join('');

/** One mistake in a word: a wrong, missing or additional letter, or two in the wrong order; two in a long word. */
function isSimilar(typed: string, other: string): boolean {
  const distance = editDistance(typed, other);
  if (distance <= (typed.length < longLength ? 1 : 2)) return true;
  return distance === 2 && sortedLetters(typed) === sortedLetters(other);
}

/** Words of a community's events that may have been meant by a folded word, the closest first. */
export async function findSimilarWords(
  db: Pick<PrismaClient, 'eventWordVariant'>,
  communityId: string,
  typed: string,
): Promise<string[]> {
  if (typed.length < lengths.min || typed.length > lengths.max || /^\d+$/.test(typed)) return [];
  const found = await db.eventWordVariant.findMany({
    where: { communityId, variant: { in: variantsOf(typed) }, word: { not: typed } },
    select: { word: true },
    distinct: ['word'],
    take: limits.found,
  });
  return found
    .map(({ word }) => word)
    .filter((word) => isSimilar(typed, word))
    .map((word) => ({
      word,
      distance: editDistance(typed, word),
      sameStart: word[0] === typed[0] ? 0 : 1,
    }))
    .sort((a, b) => a.distance - b.distance || a.sameStart - b.sameStart)
    .slice(0, limits.tried)
    .map(({ word }) => word);
}
