import type { PrismaClient } from '../../database/generated/client.ts';
import type { AlertState, Grade } from '../../database/generated/enums.ts';
import { type PublicationSummary, summarizePublication } from '../../delivery/admin/summary.ts';
import type { ManagedPublication } from '../../operations/publications/managed-publications.ts';
import { alertOrigin } from '../origin.ts';
import type { AlertDetails } from '../queries.ts';

export type PublicationOperation = ManagedPublication['operation'];

interface AlertPublication {
  id: string;
  operation: PublicationOperation;
  createdAt: Date;
}

/** What became of the copies of one publication of an alert. */
export interface AlertPublicationStatus {
  operation: PublicationOperation;
  version: { number: number; grade: Grade };
  /** Whether it only marks the copies as expired. */
  isExpiry: boolean;
  summary: PublicationSummary;
}

export interface AlertStatus {
  /** `expired` as soon as the time is over, before the job marks it so. */
  state: AlertState;
  /** The oldest first. */
  publications: readonly AlertPublicationStatus[];
}

/** Which version a publication shows, and whether it only marks the copies as expired. */
function versionOf(
  alert: AlertDetails,
  { createdAt, operation }: AlertPublication,
  earlier: readonly AlertPublication[],
): Pick<AlertPublicationStatus, 'version' | 'isExpiry'> {
  const newestAt = (at: Date) =>
    alert.versions.findLast((one) => one.createdAt.getTime() <= at.getTime()) ?? alert.versions[0];
  const version = newestAt(createdAt);
  const isRepeated = earlier.some(
    (one) => one.operation !== 'reply' && newestAt(one.createdAt)?.number === version?.number,
  );
  const isRemoved = earlier.some((one) => one.operation === 'remove');
  return {
    version: { number: version?.number ?? 1, grade: version?.grade ?? 'first' },
    isExpiry: operation === 'edit' && isRepeated && !isRemoved,
  };
}

const currentState = ({ state, expiresAt }: AlertDetails, now: Temporal.Instant): AlertState =>
  state === 'active' && expiresAt.getTime() <= now.epochMilliseconds ? 'expired' : state;

/** The state of an alert, and what became of the copies of each of its versions. */
export async function readAlertStatus(
  { db, now }: { db: PrismaClient; now: Temporal.Instant },
  alert: AlertDetails,
): Promise<AlertStatus> {
  const publications = await db.publication.findMany({
    where: { origin: alertOrigin(alert.id), kind: { in: ['alert', 'correction'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, operation: true, createdAt: true },
  });
  const statuses: AlertPublicationStatus[] = [];
  for (const [index, publication] of publications.entries()) {
    statuses.push({
      operation: publication.operation,
      ...versionOf(alert, publication, publications.slice(0, index)),
      summary: await summarizePublication(db, publication.id),
    });
  }
  return { state: currentState(alert, now), publications: statuses };
}
