import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { firstValidZone } from '../language/zones/zone.ts';

const briefingInclude = { community: true } satisfies Prisma.BriefingInclude;

/** A briefing and the community that it is for, with zones that can be reckoned by. */
export type BriefingDetails = Prisma.BriefingGetPayload<{ include: typeof briefingInclude }> & {
  /** The zone as it stands in the row. */
  storedZone: string;
};

function withUsableZone(
  briefing: Prisma.BriefingGetPayload<{ include: typeof briefingInclude }>,
): BriefingDetails {
  const zone = firstValidZone('UTC', briefing.zone, briefing.community.zone);
  return { ...briefing, zone, storedZone: briefing.zone };
}

type Reading = Pick<PrismaClient, 'briefing'>;

export async function listBriefings(db: Reading, communityId: string): Promise<BriefingDetails[]> {
  const found = await db.briefing.findMany({
    where: { communityId },
    include: briefingInclude,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return found.map(withUsableZone);
}

/** When the briefings of all communities are sent; nothing else is read, so that no row can break the list. */
export async function listSchedules(db: Reading) {
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
  db: Reading,
  where: { id: string; communityId?: string },
): Promise<BriefingDetails | undefined> {
  if (!isUuid(where.id)) return undefined;
  const found = await db.briefing.findFirst({ where, include: briefingInclude });
  return found ? withUsableZone(found) : undefined;
}

const editionInclude = { briefing: true } satisfies Prisma.EditionInclude;

export type SentEdition = Prisma.EditionGetPayload<{ include: typeof editionInclude }>;

/** Editions that were sent, the newest first. */
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
