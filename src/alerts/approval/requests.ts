import { z } from 'zod';
import type { Prisma, PrismaClient } from '../../database/generated/client.ts';
import { isUuid } from '../../database/uuid.ts';
import type { Correction } from '../corrections/correction.ts';
import { type AlertDetails, alertInclude, readableAlertWhere } from '../queries.ts';
import { alertLimits, correctionGrades } from '../rules.ts';

const text = z.string().optional();

/** A correction as stored with its request. */
const changeSchema = z.object({
  grade: z.enum(correctionGrades),
  reason: z.string(),
  change: z.object({
    title: text,
    text,
    source: text,
    other_title: text,
    other_text: text,
    picture: text,
    alt: text,
    other_alt: text,
    without_picture: z.boolean().optional(),
  }),
});

export type RequestedChange = z.infer<typeof changeSchema>;

const withAlert = { alert: { include: alertInclude } } satisfies Prisma.ApprovalInclude;

/** A request for approval with its alert. */
export type ApprovalRequest = Prisma.ApprovalGetPayload<{ include: typeof withAlert }>;

type ApprovalReader = Pick<PrismaClient, 'approval'>;

export async function findApprovalRequest(
  db: ApprovalReader,
  id: string,
): Promise<ApprovalRequest | undefined> {
  if (!isUuid(id)) return undefined;
  return (await db.approval.findUnique({ where: { id }, include: withAlert })) ?? undefined;
}

/** Undecided requests about an alert, overdue ones included. */
export const listPendingRequests = (
  db: ApprovalReader,
  alertId: string,
): Promise<ApprovalRequest[]> =>
  db.approval.findMany({
    where: { alertId, state: 'pending', alert: readableAlertWhere },
    include: withAlert,
  });

/** Requests of a community that can still be decided, the oldest first. */
export async function listPendingInCommunity(
  db: ApprovalReader,
  communityId: string,
  now: Date,
): Promise<ApprovalRequest[]> {
  const pending = await db.approval.findMany({
    where: { state: 'pending', alert: { ...readableAlertWhere, communityId } },
    include: withAlert,
    orderBy: { createdAt: 'asc' },
    take: 25,
  });
  return pending.filter((request) => !isPastDeadline(request, now));
}

interface DeadlineTerms {
  createdAt: Date;
  alert: Pick<AlertDetails, 'expiresAt'>;
}

/** Until when a request can be decided: not after the alert expires, unless that was over when it was requested. */
export function approvalDeadline({ createdAt, alert: { expiresAt } }: DeadlineTerms): Date {
  const latest = new Date(createdAt.getTime() + alertLimits.approvalTtlMs);
  return expiresAt > createdAt && expiresAt < latest ? expiresAt : latest;
}

export const isPastDeadline = (request: DeadlineTerms, now: Date): boolean =>
  approvalDeadline(request) <= now;

/** Pending requests past their deadline, the oldest first. @param without ids to leave out */
export async function listOverdueRequests(
  db: Pick<PrismaClient, 'approval' | '$queryRaw'>,
  now: Date,
  take: number,
  without: readonly string[],
): Promise<ApprovalRequest[]> {
  const latestCreatedAt = new Date(now.getTime() - alertLimits.approvalTtlMs);
  // The condition of isPastDeadline in SQL: filtering afterwards would let open requests fill the batch.
  const overdue = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Approval" p JOIN "Alert" a ON a.id = p."alertId"
    WHERE p.state = 'pending' AND p.id <> ALL(${[...without]}::uuid[])
      AND (p."createdAt" <= ${latestCreatedAt}::timestamptz
        OR a."expiresAt" <= ${now}::timestamptz AND a."expiresAt" > p."createdAt")
    ORDER BY p."createdAt", p.id LIMIT ${take}`;
  return db.approval.findMany({
    where: { id: { in: overdue.map(({ id }) => id) }, alert: readableAlertWhere },
    include: withAlert,
    orderBy: { createdAt: 'asc' },
  });
}

/** The requested correction; undefined when the alert itself is to be published. */
export const requestedChangeOf = ({
  change,
}: Pick<ApprovalRequest, 'change'>): RequestedChange | undefined =>
  change === null ? undefined : changeSchema.parse(change);

/** The same as a correction of the request's alert. */
export function toCorrection(
  request: Pick<ApprovalRequest, 'change' | 'alert'>,
): Correction | undefined {
  const change = requestedChangeOf(request);
  return change && { alert: request.alert, ...change };
}
