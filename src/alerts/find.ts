import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { isId } from '../database/id.ts';
import { readable } from '../database/readable.ts';
import { alertRules, correctableMs } from './rules.ts';

export const whole = {
  versions: { orderBy: { number: 'asc' } },
  community: true,
} satisfies Prisma.AlertInclude;

/** Alerts of which this version can read everything. */
export const shown = {
  ...readable.alert,
  community: readable.community,
} satisfies Prisma.AlertWhereInput;

/** An alert with its versions and who issues it: everything that showing it needs. */
export type WholeAlert = Prisma.AlertGetPayload<{ include: typeof whole }>;

type Reading = Pick<PrismaClient, 'alert'>;

/** Alerts that hold now, the newest first. A drill is none. */
export const activeAlerts = (
  db: Reading,
  communityId: string,
  now: Date,
  take = 20,
): Promise<WholeAlert[]> =>
  db.alert.findMany({
    where: {
      ...{ ...shown, communityId, state: 'active', drill: false },
      expiresAt: { gt: now },
    },
    include: whole,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });

/** Alerts of the community that were sent, the newest first. */
export const sentAlerts = (db: Reading, communityId: string, take: number): Promise<WholeAlert[]> =>
  db.alert.findMany({
    where: { communityId, state: { not: 'draft' } },
    include: whole,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });

/** Somebody's drafts that wait for their confirmation, or for another's approval or were refused it lately. */
export const draftsOf = (
  db: Reading,
  communityId: string,
  authorId: string,
  now: Date,
): Promise<WholeAlert[]> =>
  db.alert.findMany({
    where: {
      communityId,
      authorId,
      state: 'draft',
      OR: [
        { createdAt: { gt: new Date(now.getTime() - alertRules.draftMs) } },
        {
          approvals: {
            some: { createdAt: { gt: new Date(now.getTime() - alertRules.approvalMs) } },
          },
        },
      ],
    },
    include: whole,
    orderBy: { createdAt: 'desc' },
    take: 25,
  });

export async function findAlert(
  db: Reading,
  id: string,
  communityId: string,
): Promise<WholeAlert | undefined> {
  if (!isId(id)) return undefined;
  return (await db.alert.findFirst({ where: { id, communityId }, include: whole })) ?? undefined;
}

/** Whether its copies may still be changed: it holds, or ended not long ago. */
export const isCorrectable = (
  { state, expiresAt }: Pick<WholeAlert, 'state' | 'expiresAt'>,
  now: Date,
): boolean =>
  (state === 'active' || state === 'expired') &&
  expiresAt.getTime() > now.getTime() - correctableMs;

/** Alerts that say that they hold when their time is over, the oldest first, without those of some ids. */
export const alertsThatEnded = (
  db: Reading,
  now: Date,
  take: number,
  without: readonly string[],
): Promise<WholeAlert[]> =>
  db.alert.findMany({
    where: {
      ...{ ...shown, state: 'active', expiresAt: { lte: now } },
      id: { notIn: [...without] },
    },
    include: whole,
    orderBy: { expiresAt: 'asc' },
    take,
  });

/** The publication whose copies an alert's changes edit; nothing when it was never published. */
export async function firstPublication(
  db: Pick<PrismaClient, 'publication'>,
  alertId: string,
): Promise<string | undefined> {
  const first = await db.publication.findFirst({
    where: { alertId, kind: 'alert', act: 'send' },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return first?.id;
}
