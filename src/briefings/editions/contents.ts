import type { BriefingSection, SectionContent } from '../../context/modules/briefing-section.ts';
import type { Prisma, PrismaClient } from '../../database/generated/client.ts';
import type { Section } from '../../database/generated/enums.ts';
import type { BriefingDetails } from '../queries.ts';
import { sortSections } from '../sections.ts';

/** What an edition contains, by section, in the order in which it is shown. */
export type EditionContents = ReadonlyMap<Section, SectionContent>;

/** Collects what an edition of a briefing would contain now. */
export async function collectContents(
  {
    db,
    now,
    briefingSections,
  }: {
    db: PrismaClient;
    now: Temporal.Instant;
    briefingSections: readonly BriefingSection[];
  },
  { id: briefingId, communityId, sections: chosen }: BriefingDetails,
): Promise<EditionContents> {
  const contents = new Map<Section, SectionContent>();
  for (const section of sortSections(briefingSections)) {
    if (!chosen.includes(section.name)) continue;
    contents.set(section.name, await section.collect(db, { briefingId, communityId, now }));
  }
  return contents;
}

/** An edition without rows is not published. */
export const isEditionEmpty = (contents: EditionContents): boolean =>
  [...contents.values()].every(({ ids }) => ids.length === 0);

/** What is stored with an edition to find later changes. */
export const snapshotContents = (contents: EditionContents): Prisma.InputJsonObject =>
  Object.fromEntries([...contents].map(([name, content]) => [name, content.snapshot()]));
