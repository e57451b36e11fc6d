import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { isUuid } from '../database/uuid.ts';
import { alertLimits, correctionWindowMs } from './rules.ts';

export const alertInclude = {
  versions: { orderBy: { number: 'asc' } },
  community: true,
} satisfies Prisma.AlertInclude;

/** Alerts of which this version can read everything. */
export const readableAlertWhere = {
  ...withKnownEnumValues.alert,
  community: withKnownEnumValues.community,
} satisfies Prisma.AlertWhereInput;

/** An alert with its versions and who issues it: everything that showing it needs. */
export type AlertDetails = Prisma.AlertGetPayload<{ include: typeof alertInclude }>;

type Reading = Pick<PrismaClient, 'alert'>;

/** Alerts that hold now, the newest first. A drill is none. */
export const listActiveAlerts = (
  db: Reading,
  communityId: string,
  now: Date,
  take = 20,
): Promise<AlertDetails[]> =>
  db.alert.findMany({
    where: {
      ...{ ...readableAlertWhere, communityId, state: 'active', isDrill: false },
      expiresAt: { gt: now },
    },
    include: alertInclude,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });

/** Alerts of the community that were sent, the newest first. */
export const listSentAlerts = (
  db: Reading,
  communityId: string,
  take: number,
): Promise<AlertDetails[]> =>
  db.alert.findMany({
    where: { communityId, state: { not: 'draft' } },
    include: alertInclude,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });

/** Somebody's drafts that wait for their confirmation, or for another's approval or were refused it lately. */
export const listDrafts = (
  db: Reading,
  communityId: string,
  authorId: string,
  now: Date,
): Promise<AlertDetails[]> =>
  db.alert.findMany({
    where: {
      communityId,
      authorId,
      state: 'draft',
      OR: [
        { createdAt: { gt: new Date(now.getTime() - alertLimits.draftTtlMs) } },
        {
          approvals: {
            some: { createdAt: { gt: new Date(now.getTime() - alertLimits.approvalTtlMs) } },
          },
        },
      ],
    },
    include: alertInclude,
    orderBy: { createdAt: 'desc' },
    take: 25,
  });

export async function findAlert(
  db: Reading,
  id: string,
  communityId: string,
): Promise<AlertDetails | undefined> {
  if (!isUuid(id)) return undefined;
  return (
    (await db.alert.findFirst({ where: { id, communityId }, include: alertInclude })) ?? undefined
  );
}

/** Whether its copies may still be changed: it holds, or ended not long ago. */
export const isCorrectable = (
  { state, expiresAt }: Pick<AlertDetails, 'state' | 'expiresAt'>,
  now: Date,
): boolean =>
  (state === 'active' || state === 'expired') &&
  expiresAt.getTime() > now.getTime() - correctionWindowMs;

/** Alerts that say that they hold when their time is over, the oldest first, without those of some ids. */
export const listEndedAlerts = (
  db: Reading,
  now: Date,
  take: number,
  without: readonly string[],
): Promise<AlertDetails[]> =>
  db.alert.findMany({
    where: {
      ...{ ...readableAlertWhere, state: 'active', expiresAt: { lte: now } },
      id: { notIn: [...without] },
    },
    include: alertInclude,
    orderBy: { expiresAt: 'asc' },
    take,
  });

/** The publication whose copies an alert's changes edit; nothing when it was never published. */
export async function findFirstPublicationId(
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
