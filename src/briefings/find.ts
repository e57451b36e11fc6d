import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { isId } from '../database/id.ts';

const whole = { community: true } satisfies Prisma.BriefingInclude;

/** A briefing and the community that it is for. */
export type WholeBriefing = Prisma.BriefingGetPayload<{ include: typeof whole }>;

type Reading = Pick<PrismaClient, 'briefing'>;

export const briefingsOf = (db: Reading, communityId: string): Promise<WholeBriefing[]> =>
  db.briefing.findMany({
    where: { communityId },
    include: whole,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });

export async function findBriefing(
  db: Reading,
  where: { id: string; communityId?: string },
): Promise<WholeBriefing | undefined> {
  if (!isId(where.id)) return undefined;
  return (await db.briefing.findFirst({ where, include: whole })) ?? undefined;
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
