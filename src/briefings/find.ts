import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { isId } from '../database/id.ts';
import { zoneOf } from '../language/zone.ts';

const whole = { community: true } satisfies Prisma.BriefingInclude;

/** A briefing and the community that it is for, with zones that can be reckoned by. */
export type WholeBriefing = Prisma.BriefingGetPayload<{ include: typeof whole }> & {
  /** The zone as it stands in the row. */
  keptZone: string;
};

function usable(briefing: Prisma.BriefingGetPayload<{ include: typeof whole }>): WholeBriefing {
  const zone = zoneOf('UTC', briefing.zone, briefing.community.zone);
  return { ...briefing, zone, keptZone: briefing.zone };
}

type Reading = Pick<PrismaClient, 'briefing'>;

export async function briefingsOf(db: Reading, communityId: string): Promise<WholeBriefing[]> {
  const found = await db.briefing.findMany({
    where: { communityId },
    include: whole,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return found.map(usable);
}

/** When the briefings of all communities are sent; nothing else is read, so that no row can break the list. */
export async function schedules(db: Reading) {
  const found = await db.briefing.findMany({
    where: { cron: { not: '' }, paused: false },
    select: {
      id: true,
      cron: true,
      zone: true,
      cronToldOf: true,
      community: { select: { zone: true } },
    },
    orderBy: { id: 'asc' },
  });
  return found.map(({ zone, community, ...rest }) => ({
    ...rest,
    zone: zoneOf('UTC', zone, community.zone),
  }));
}

export async function findBriefing(
  db: Reading,
  where: { id: string; communityId?: string },
): Promise<WholeBriefing | undefined> {
  if (!isId(where.id)) return undefined;
  const found = await db.briefing.findFirst({ where, include: whole });
  return found ? usable(found) : undefined;
}

const published = { briefing: true } satisfies Prisma.EditionInclude;

export type SentEdition = Prisma.EditionGetPayload<{ include: typeof published }>;

/** Editions that were sent, the newest first. */
export const sentEditions = (
  db: Pick<PrismaClient, 'edition'>,
  communityId: string,
  take: number,
): Promise<SentEdition[]> =>
  db.edition.findMany({
    where: { state: 'sent', briefing: { communityId } },
    include: published,
    orderBy: [{ beatAt: 'desc' }, { id: 'desc' }],
    take,
  });
