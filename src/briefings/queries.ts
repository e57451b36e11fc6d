import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { firstValidZone } from '../language/zones/zone.ts';

const briefingInclude = { community: true } satisfies Prisma.BriefingInclude;

/** A briefing and its community. `zone` is a valid zone even where the stored one is not. */
export type BriefingDetails = Prisma.BriefingGetPayload<{ include: typeof briefingInclude }> & {
  /** The zone as stored. */
  storedZone: string;
};

function withUsableZone(
  briefing: Prisma.BriefingGetPayload<{ include: typeof briefingInclude }>,
): BriefingDetails {
  const zone = firstValidZone('UTC', briefing.zone, briefing.community.zone);
  return { ...briefing, zone, storedZone: briefing.zone };
}

type BriefingReader = Pick<PrismaClient, 'briefing'>;

export async function listBriefings(
  db: BriefingReader,
  communityId: string,
): Promise<BriefingDetails[]> {
  const found = await db.briefing.findMany({
    where: { communityId },
    include: briefingInclude,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return found.map(withUsableZone);
}

/** The schedules of all communities. Reads nothing else, so that no corrupt value can break the list. */
export async function listSchedules(db: BriefingReader) {
  const found = await db.briefing.findMany({
    where: { cron: { not: '' }, isPaused: false },
    select: {
      id: true,
      cron: true,
      zone: true,
      cronNotified: true,
      community: { select: { zone: true } },
    },
    orderBy: { id: 'asc' },
  });
  return found.map(({ zone, community, ...rest }) => ({
    ...rest,
    zone: firstValidZone('UTC', zone, community.zone),
  }));
}

export async function findBriefing(
  db: BriefingReader,
  where: { id: string; communityId?: string },
): Promise<BriefingDetails | undefined> {
  if (!isUuid(where.id)) return undefined;
  const found = await db.briefing.findFirst({ where, include: briefingInclude });
  return found ? withUsableZone(found) : undefined;
}

const editionInclude = { briefing: true } satisfies Prisma.EditionInclude;

export type SentEdition = Prisma.EditionGetPayload<{ include: typeof editionInclude }>;

/** Published editions, the newest first. */
export const listSentEditions = (
  db: Pick<PrismaClient, 'edition'>,
  communityId: string,
  take: number,
): Promise<SentEdition[]> =>
  db.edition.findMany({
    where: { state: 'sent', briefing: { communityId } },
    include: editionInclude,
    orderBy: [{ scheduledFor: 'desc' }, { id: 'desc' }],
    take,
  });
