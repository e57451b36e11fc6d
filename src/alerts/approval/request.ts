import { z } from 'zod';
import type { Prisma, PrismaClient } from '../../database/generated/client.ts';
import { isId } from '../../database/id.ts';
import { announcement, isAnnounced } from '../announce.ts';
import { type Correction, copiesOf, corrected } from '../correction.ts';
import { shown, type WholeAlert, whole } from '../find.ts';
import { alertAudience } from '../reach.ts';
import { alertRules, correctionGrades } from '../rules.ts';
import { alertMessages, type ShownAlert } from '../show.ts';
import { type Bound, fingerprint } from './fingerprint.ts';

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

export type AskedChange = z.infer<typeof changeSchema>;

const withAlert = { alert: { include: whole } } satisfies Prisma.ApprovalInclude;

/** A request for approval with the alert that it is about. */
export type Request = Prisma.ApprovalGetPayload<{ include: typeof withAlert }>;

type Reading = Pick<PrismaClient, 'approval'>;

export async function findRequest(db: Reading, id: string): Promise<Request | undefined> {
  if (!isId(id)) return undefined;
  return (await db.approval.findUnique({ where: { id }, include: withAlert })) ?? undefined;
}

/** Requests about an alert that nobody has decided. */
export const waitingFor = (db: Reading, alertId: string): Promise<Request[]> =>
  db.approval.findMany({ where: { alertId, state: 'asked', alert: shown }, include: withAlert });

/** Requests of a community that can still be decided, the oldest first. */
export const waitingRequests = async (
  db: Reading,
  communityId: string,
  now: Date,
): Promise<Request[]> => {
  const asked = await db.approval.findMany({
    where: { state: 'asked', alert: { ...shown, communityId } },
    include: withAlert,
    orderBy: { createdAt: 'asc' },
    take: 25,
  });
  return asked.filter((request) => !isTooLate(request, now));
};

/** Until when it can be approved. An alert that ends earlier is not sent after its end. */
export function approveBy({
  createdAt,
  alert,
}: {
  createdAt: Date;
  alert: Pick<WholeAlert, 'expiresAt'>;
}): Date {
  const { expiresAt } = alert;
  const until = new Date(createdAt.getTime() + alertRules.approvalMs);
  // A correction may be asked for when the alert is over: its copies still stand.
  return expiresAt > createdAt && expiresAt < until ? expiresAt : until;
}

export const isTooLate = (
  request: { createdAt: Date; alert: Pick<WholeAlert, 'expiresAt'> },
  now: Date,
): boolean => approveBy(request) <= now;

/** Requests that nobody has decided and nobody can any more, without those of some ids. */
export async function lateRequests(
  db: Pick<PrismaClient, 'approval' | '$queryRaw'>,
  now: Date,
  take: number,
  without: readonly string[],
): Promise<Request[]> {
  const asked = new Date(now.getTime() - alertRules.approvalMs);
  // Exactly those of `isTooLate`: others among the first so many would stand before them for as long as they wait.
  const late = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Approval" p JOIN "Alert" a ON a.id = p."alertId"
    WHERE p.state = 'asked' AND p.id <> ALL(${[...without]}::uuid[])
      AND (p."createdAt" <= ${asked}::timestamptz
        OR a."expiresAt" <= ${now}::timestamptz AND a."expiresAt" > p."createdAt")
    ORDER BY p."createdAt", p.id LIMIT ${take}`;
  return db.approval.findMany({
    where: { id: { in: late.map(({ id }) => id) }, alert: shown },
    include: withAlert,
    orderBy: { createdAt: 'asc' },
  });
}

/** What is asked to be changed; nothing when it is the alert itself that is to go out. */
export const changeOf = ({ change }: Pick<Request, 'change'>): AskedChange | undefined =>
  change === null ? undefined : changeSchema.parse(change);

/** The same as a correction of its alert. */
export function correctionOf(request: Pick<Request, 'change' | 'alert'>): Correction | undefined {
  const change = changeOf(request);
  return change && { alert: request.alert, ...change };
}

/** What would go out now if this was approved. @param at when it was asked for: the time that a correction names */
export async function wouldGoOut(
  db: PrismaClient,
  alert: WholeAlert,
  change: AskedChange | undefined,
  at: Date,
): Promise<{ shown: ShownAlert; hash: string; bound: Bound }> {
  const common = {
    alert: alert.id,
    severity: alert.severity,
    isDrill: alert.drill,
    expiresAt: alert.expiresAt.toISOString(),
  };
  if (!change) {
    const shown = { ...alert, state: 'active' as const };
    const bound: Bound = {
      ...common,
      version: alert.version,
      audience: alertAudience(alert),
      messages: alertMessages(shown),
    };
    return { shown, bound, hash: fingerprint(bound) };
  }
  const correction = { alert, ...change };
  const { shown, version } = corrected(correction, at);
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  const bound: Bound = {
    ...common,
    version: version.number,
    audience: await copiesOf({ db, now }, correction),
    messages: alertMessages(shown),
    ...(isAnnounced(alert, change.grade)
      ? { announcement: announcement(shown, change.grade, change.reason) }
      : {}),
  };
  return { shown, bound, hash: fingerprint(bound) };
}
