import { Prisma, type PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { isUuid } from '../database/uuid.ts';
import type { PictureReferences } from '../pictures/picture-retention.ts';
import type { Platform } from '../platform.ts';
import { alertIdOf, alertOrigin } from './origin.ts';
import { alertLimits, correctionWindowMs } from './rules.ts';

export const alertInclude = {
  versions: { orderBy: { number: 'asc' } },
  community: true,
} satisfies Prisma.AlertInclude;

/** Alerts without enum values that this version does not know. */
export const readableAlertWhere = {
  ...withKnownEnumValues.alert,
  community: withKnownEnumValues.community,
} satisfies Prisma.AlertWhereInput;

/** An alert with its versions and its community. */
export type AlertDetails = Prisma.AlertGetPayload<{ include: typeof alertInclude }>;

type AlertReader = Pick<PrismaClient, 'alert'>;

/** Active alerts, the newest first, without drills. */
export const listActiveAlerts = (
  db: AlertReader,
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

/** Published alerts of a community, the newest first. */
export const listSentAlerts = (
  db: AlertReader,
  communityId: string,
  take: number,
): Promise<AlertDetails[]> =>
  db.alert.findMany({
    where: { communityId, state: { not: 'draft' } },
    include: alertInclude,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });

/** The author's drafts that can still be confirmed, or for which approval was requested lately. */
export const listDrafts = (
  db: AlertReader,
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
  db: AlertReader,
  id: string,
  communityId: string,
): Promise<AlertDetails | undefined> {
  if (!isUuid(id)) return undefined;
  return (
    (await db.alert.findFirst({ where: { id, communityId }, include: alertInclude })) ?? undefined
  );
}

/** Whether its copies may still be changed: it is active, or ended within the correction window. */
export const isCorrectable = (
  { state, expiresAt }: Pick<AlertDetails, 'state' | 'expiresAt'>,
  now: Date,
): boolean =>
  (state === 'active' || state === 'expired') &&
  expiresAt.getTime() > now.getTime() - correctionWindowMs;

/** Active alerts whose time is over, the oldest first. @param without ids to leave out */
export const listEndedAlerts = (
  db: AlertReader,
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

/** The publication whose copies corrections edit; undefined when the alert was never published. */
export async function findFirstPublicationId(
  db: Pick<PrismaClient, 'publication'>,
  alertId: string,
): Promise<string | undefined> {
  const first = await db.publication.findFirst({
    where: { origin: alertOrigin(alertId), kind: 'alert', operation: 'send' },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return first?.id;
}

/** The alert that a message is a copy or a correction of; undefined for other messages. */
export async function findAlertByMessage(
  db: Pick<PrismaClient, 'alert' | 'delivery'>,
  { platformId, chatId }: { platformId: string; chatId: string },
  { platform, communityId }: { platform: Platform; communityId: string },
): Promise<AlertDetails | undefined> {
  const delivery = await db.delivery.findFirst({
    where: {
      chat: { platform, platformId: chatId },
      messageIds: { has: platformId },
      publication: { communityId, kind: { in: ['alert', 'correction'] } },
    },
    select: { publication: { select: { origin: true } } },
  });
  const id = alertIdOf(delivery?.publication.origin ?? '');
  return id === undefined ? undefined : findAlert(db, id, communityId);
}

/** The pictures of all versions, and of corrections that wait for approval. */
export const alertPictures: PictureReferences = Prisma.sql`
  SELECT "pictureHash" FROM "AlertVersion" UNION ALL SELECT change->'change'->>'picture' FROM "Approval"`;
