import { recordAudit } from '../../context/audit.ts';
import { nowAsDate, requireCommunity } from '../../context/command-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Account, Prisma } from '../../database/generated/client.ts';
import { type Period, periodInstants } from '../../language/periods/index.ts';

/** Subjects of audited actions: the part of an action's name before the dot. */
export const auditSubjects = [
  'alert',
  'application',
  'approver',
  'attendance',
  'board',
  'briefing',
  'calendar',
  'certificate',
  'chat',
  'community',
  'course',
  'delivery',
  'event',
  'question',
  'report',
  'role',
  'roster',
  'topic',
] as const;

/** Entries on one page, and in an exported file at most. */
const auditLimits = { pageSize: 10, exported: 10_000 } as const;

/** Filters of the audit trail. */
export interface AuditFilter {
  who?: Account | undefined;
  kind?: (typeof auditSubjects)[number] | undefined;
  when?: Period | undefined;
}

export interface AuditQuery extends AuditFilter {
  /** From 1. */
  page: number;
}

type AuditRequest = Pick<RequestContext, 'db' | 'community'> & {
  /** Zone in which the days of the filter begin. */
  zone: string;
};

const withAccount = { account: true } satisfies Prisma.AuditEntryInclude;
export type EntryWithAccount = Prisma.AuditEntryGetPayload<{ include: typeof withAccount }>;

export interface AuditPage {
  entries: readonly EntryWithAccount[];
  /** From 1; the last page when a later one was asked for. */
  page: number;
  pageCount: number;
}

const newestFirst = [
  { createdAt: 'desc' },
  { id: 'desc' },
] satisfies Prisma.AuditEntryOrderByWithRelationInput[];

async function auditWhere(
  { db, zone, ...request }: AuditRequest,
  { who, kind, when }: AuditFilter,
): Promise<Prisma.AuditEntryWhereInput> {
  const dates = when && periodInstants(when, zone);
  const dateOf = ({ epochMilliseconds }: Temporal.Instant) => new Date(epochMilliseconds);
  const accounts = who && (await db.account.findMany({ where: { personId: who.personId } }));
  return {
    communityId: requireCommunity(request).id,
    ...(accounts ? { accountId: { in: accounts.map(({ id }) => id) } } : {}),
    ...(kind ? { action: { startsWith: `${kind}.` } } : {}),
    ...(dates ? { createdAt: { gte: dateOf(dates.from), lt: dateOf(dates.until) } } : {}),
  };
}

/** One page of a community's audit trail, newest first. */
export async function readAuditPage(request: AuditRequest, query: AuditQuery): Promise<AuditPage> {
  const { db } = request;
  const where = await auditWhere(request, query);
  const total = await db.auditEntry.count({ where });
  const pageCount = Math.max(1, Math.ceil(total / auditLimits.pageSize));
  const page = Math.min(query.page, pageCount);
  const entries = await db.auditEntry.findMany({
    where,
    include: withAccount,
    orderBy: newestFirst,
    skip: (page - 1) * auditLimits.pageSize,
    take: auditLimits.pageSize,
  });
  return { entries, page, pageCount };
}

/** The entries for an exported file, newest first. The export is itself audited. */
export async function exportAuditEntries(
  request: AuditRequest & Pick<RequestContext, 'account' | 'now'>,
  filter: AuditFilter,
): Promise<readonly EntryWithAccount[]> {
  const { db, account } = request;
  const entries = await db.auditEntry.findMany({
    where: await auditWhere(request, filter),
    include: withAccount,
    orderBy: newestFirst,
    take: auditLimits.exported,
  });
  await recordAudit(db, {
    communityId: requireCommunity(request).id,
    accountId: account.id,
    action: 'community.audit',
    at: nowAsDate(request),
  });
  return entries;
}
