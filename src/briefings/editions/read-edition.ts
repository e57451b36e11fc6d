import { z } from 'zod';
import type { BriefingSection, SectionChanges } from '../../context/modules/briefing-section.ts';
import type { PrismaClient, Publication } from '../../database/generated/client.ts';
import { briefingLimits } from '../limits.ts';
import { type BriefingDetails, listSentEditions, type SentEdition } from '../queries.ts';
import { listInvalidSchedules } from '../scheduling/invalid-schedule.ts';
import { sortSections } from '../sections.ts';
import { editionOrigin } from './origin.ts';

/** Snapshots by section. */
const snapshotSchema = z.record(z.string(), z.unknown());

/** An edition as it was published, and what to show around it. */
export interface EditionView {
  /** Undefined when none was sent yet. */
  published: Pick<Publication, 'messages'> | undefined;
  /** What has changed since, by section. */
  changes: readonly SectionChanges[];
  /** Other editions, the newest first. */
  others: readonly SentEdition[];
  /** Briefings that are not sent because of their schedules; only with the newest edition. */
  notSent: readonly BriefingDetails[];
}

interface EditionViewServices {
  db: PrismaClient;
  now: Temporal.Instant;
  briefingSections: readonly BriefingSection[];
}

/** Finds what differs from what an edition listed. */
async function findChanges(
  { db, briefingSections }: EditionViewServices,
  edition: SentEdition,
): Promise<SectionChanges[]> {
  const snapshots = snapshotSchema.safeParse(edition.snapshot).data ?? {};
  const changes: SectionChanges[] = [];
  for (const section of sortSections(briefingSections)) {
    const snapshot = snapshots[section.name];
    if (snapshot !== undefined) changes.push(await section.changesSince(db, snapshot));
  }
  return changes;
}

/** Reads an edition, or the newest one when none is chosen. */
export async function readEdition(
  services: EditionViewServices,
  communityId: string,
  chosen: SentEdition | undefined,
): Promise<EditionView> {
  const { db, now } = services;
  const newest = await listSentEditions(db, communityId, briefingLimits.earlierEditions + 1);
  const edition = chosen ?? newest[0];
  const notSent = chosen ? [] : await listInvalidSchedules(db, communityId, now);
  const published =
    edition &&
    (await db.publication.findFirst({
      where: { origin: editionOrigin(edition.id), operation: 'send' },
    }));
  if (!published) return { published: undefined, changes: [], others: [], notSent };
  return {
    published,
    changes: await findChanges(services, edition),
    others: newest.filter(({ id }) => id !== edition.id).slice(0, briefingLimits.earlierEditions),
    notSent,
  };
}
