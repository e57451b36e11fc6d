import { z } from 'zod';
import type { Prisma, PrismaClient } from '../../database/generated/client.ts';
import { isUuid } from '../../database/uuid.ts';
import { alertAudience } from '../audience.ts';
import { correctionNotice, isAnnouncedChange } from '../corrections/notice.ts';
import { applyCorrection, type Correction, correctionAudience } from '../corrections/service.ts';
import { type AlertView, alertMessages } from '../messages.ts';
import { type AlertDetails, alertInclude, readableAlertWhere } from '../queries.ts';
import { alertLimits, correctionGrades } from '../rules.ts';
import { type ApprovedContent, contentFingerprint } from './content-fingerprint.ts';

const text = z.string().optional();

/** A correction as it waits for approval. */
const changeSchema = z.object({
  grade: z.enum(correctionGrades),
  reason: z.string(),
  change: z.object({
    title: text,
    text,
    source: text,
    other_title: text,
    other_text: text,
  }),
});

export type RequestedChange = z.infer<typeof changeSchema>;

const withAlert = { alert: { include: alertInclude } } satisfies Prisma.ApprovalInclude;

/** A request for approval with the alert that it is about. */
export type ApprovalRequest = Prisma.ApprovalGetPayload<{ include: typeof withAlert }>;

type Reading = Pick<PrismaClient, 'approval'>;

export async function findApprovalRequest(
  db: Reading,
  id: string,
): Promise<ApprovalRequest | undefined> {
  if (!isUuid(id)) return undefined;
  return (await db.approval.findUnique({ where: { id }, include: withAlert })) ?? undefined;
}

/** Requests about an alert that nobody has decided. */
export const listPendingRequests = (db: Reading, alertId: string): Promise<ApprovalRequest[]> =>
  db.approval.findMany({
    where: { alertId, state: 'pending', alert: readableAlertWhere },
    include: withAlert,
  });

/** Requests of a community that can still be decided, the oldest first. */
export const listPendingInCommunity = async (
  db: Reading,
  communityId: string,
  now: Date,
): Promise<ApprovalRequest[]> => {
  const asked = await db.approval.findMany({
    where: { state: 'pending', alert: { ...readableAlertWhere, communityId } },
    include: withAlert,
    orderBy: { createdAt: 'asc' },
    take: 25,
  });
  return asked.filter((request) => !isPastDeadline(request, now));
};

/** Until when it can be approved. An alert that ends earlier is not sent after its end. */
export function approvalDeadline({
  createdAt,
  alert,
}: {
  createdAt: Date;
  alert: Pick<AlertDetails, 'expiresAt'>;
}): Date {
  const { expiresAt } = alert;
  const until = new Date(createdAt.getTime() + alertLimits.approvalTtlMs);
  // A correction may be asked for when the alert is over: its copies still stand.
  return expiresAt > createdAt && expiresAt < until ? expiresAt : until;
}

export const isPastDeadline = (
  request: { createdAt: Date; alert: Pick<AlertDetails, 'expiresAt'> },
  now: Date,
): boolean => approvalDeadline(request) <= now;

/** Requests that nobody has decided and nobody can any more, without those of some ids. */
export async function listOverdueRequests(
  db: Pick<PrismaClient, 'approval' | '$queryRaw'>,
  now: Date,
  take: number,
  without: readonly string[],
): Promise<ApprovalRequest[]> {
  const asked = new Date(now.getTime() - alertLimits.approvalTtlMs);
  // Exactly those of `isTooLate`: others among the first so many would stand before them for as long as they wait.
  const late = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Approval" p JOIN "Alert" a ON a.id = p."alertId"
    WHERE p.state = 'pending' AND p.id <> ALL(${[...without]}::uuid[])
      AND (p."createdAt" <= ${asked}::timestamptz
        OR a."expiresAt" <= ${now}::timestamptz AND a."expiresAt" > p."createdAt")
    ORDER BY p."createdAt", p.id LIMIT ${take}`;
  return db.approval.findMany({
    where: { id: { in: late.map(({ id }) => id) }, alert: readableAlertWhere },
    include: withAlert,
    orderBy: { createdAt: 'asc' },
  });
}

/** What is asked to be changed; nothing when it is the alert itself that is to go out. */
export const requestedChangeOf = ({
  change,
}: Pick<ApprovalRequest, 'change'>): RequestedChange | undefined =>
  change === null ? undefined : changeSchema.parse(change);

/** The same as a correction of its alert. */
export function toCorrection(
  request: Pick<ApprovalRequest, 'change' | 'alert'>,
): Correction | undefined {
  const change = requestedChangeOf(request);
  return change && { alert: request.alert, ...change };
}

/** What would go out now if this was approved. @param at when it was asked for: the time that a correction names */
export async function buildApprovedContent(
  db: PrismaClient,
  alert: AlertDetails,
  change: RequestedChange | undefined,
  at: Date,
): Promise<{ shown: AlertView; hash: string; bound: ApprovedContent }> {
  const common = {
    alert: alert.id,
    severity: alert.severity,
    isDrill: alert.isDrill,
    expiresAt: alert.expiresAt.toISOString(),
  };
  if (!change) {
    const shown = { ...alert, state: 'active' as const };
    const bound: ApprovedContent = {
      ...common,
      version: alert.version,
      audience: alertAudience(alert),
      messages: alertMessages(shown),
    };
    return { shown, bound, hash: contentFingerprint(bound) };
  }
  const correction = { alert, ...change };
  const { shown, version } = applyCorrection(correction, at);
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  const bound: ApprovedContent = {
    ...common,
    version: version.number,
    audience: await correctionAudience({ db, now }, correction),
    messages: alertMessages(shown),
    ...(isAnnouncedChange(alert, change.grade)
      ? { announcement: correctionNotice(shown, change.grade, change.reason) }
      : {}),
  };
  return { shown, bound, hash: contentFingerprint(bound) };
}
