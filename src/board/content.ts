import type { BoardEntry, BoardSection } from '../context/modules/board-section.ts';
import type { PrismaClient } from '../database/generated/client.ts';

/** What is on in a community, in the order in which boards show it. */
export type BoardContent = readonly {
  section: BoardSection;
  entries: readonly BoardEntry[];
}[];

export async function readBoardContent(
  { db, boardSections }: { db: PrismaClient; boardSections: readonly BoardSection[] },
  communityId: string,
  now: Date,
): Promise<BoardContent> {
  const content = [];
  for (const section of boardSections.toSorted((a, b) => a.order - b.order))
    content.push({ section, entries: await section.entries(db, { communityId, now }) });
  return content;
}
