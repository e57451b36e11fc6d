import type { PrismaClient } from '../../database/generated/client.ts';
import type { DeliveryState } from '../../database/generated/enums.ts';

/** The states of a publication's deliveries. */
export interface PublicationSummary {
  total: number;
  states: Record<DeliveryState, number>;
  /** Why deliveries failed, were skipped or are unknown, the most frequent first. */
  reasons: { reason: string; count: number }[];
  /** Why queued deliveries are waiting, where there is a reason, the most frequent first. */
  waiting: { reason: string; count: number }[];
  /** Whether every delivery was inserted and none is queued or being sent. */
  isDone: boolean;
}

const byFrequency = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count);

type Db = Pick<PrismaClient, 'delivery' | 'publication'>;

/** Counts a publication's deliveries by state and reason. */
export async function summarizePublication(
  db: Db,
  publicationId: string,
): Promise<PublicationSummary> {
  // Read before counting: once the fan-out is done, the count misses no later row.
  const publication = await db.publication.findUnique({
    where: { id: publicationId },
    select: { fanOut: true },
  });
  const groups = await db.delivery.groupBy({
    by: ['state', 'error'],
    where: { publicationId },
    _count: true,
  });
  const states: PublicationSummary['states'] = {
    queued: 0,
    sending: 0,
    sent: 0,
    failed: 0,
    unknown: 0,
    skipped: 0,
  };
  const reasons = new Map<string, number>();
  const waiting = new Map<string, number>();
  for (const { state, error, _count: count } of groups) {
    states[state] += count;
    if (error === null) continue;
    const isOver = state === 'failed' || state === 'skipped' || state === 'unknown';
    if (isOver) reasons.set(error, (reasons.get(error) ?? 0) + count);
    else if (state === 'queued') waiting.set(error, (waiting.get(error) ?? 0) + count);
  }
  return {
    total: Object.values(states).reduce((sum, count) => sum + count, 0),
    states,
    reasons: byFrequency(reasons),
    waiting: byFrequency(waiting),
    isDone: publication?.fanOut === 'done' && states.queued + states.sending === 0,
  };
}

/** The result of a correction. */
export interface CorrectionSummary {
  /** Copies that have the corrected text, including first copies. */
  edited: PublicationSummary;
  /** Replies to the copies; `undefined` when none were requested. */
  notified: PublicationSummary | undefined;
  /** Why copies could not be changed, the most frequent first. */
  failures: { reason: string; count: number }[];
}

/** Summarizes the newest edit or removal of a publication, and the reply that came with it. */
export async function summarizeCorrection(
  db: Db,
  originalId: string,
): Promise<CorrectionSummary | undefined> {
  const newest = (acts: ('edit' | 'remove' | 'reply')[], since?: Date) =>
    db.publication.findFirst({
      where: {
        originalId,
        operation: { in: acts },
        ...(since ? { createdAt: { gte: since } } : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select: { id: true, createdAt: true },
    });
  const change = await newest(['edit', 'remove']);
  if (!change) return undefined;
  const reply = await newest(['reply'], change.createdAt);
  const edited = await summarizePublication(db, change.id);
  return {
    edited,
    notified: reply ? await summarizePublication(db, reply.id) : undefined,
    failures: edited.reasons,
  };
}
