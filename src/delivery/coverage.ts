import type { PrismaClient } from '../database/generated/client.ts';
import type { DeliveryState } from '../database/generated/enums.ts';

/** How far a publication has come. */
export interface Coverage {
  total: number;
  states: Record<DeliveryState, number>;
  /** Why copies failed or were left out, the most frequent first. */
  reasons: { reason: string; count: number }[];
  /** Whether every delivery is written and none waits. */
  isDone: boolean;
}

/** Counts a publication's copies by state, and the reasons of those that did not arrive. */
export async function coverage(
  db: Pick<PrismaClient, 'delivery' | 'publication'>,
  publicationId: string,
): Promise<Coverage> {
  // The fan-out first: once it is done, no row comes after it that the count could miss.
  const publication = await db.publication.findUnique({
    where: { id: publicationId },
    select: { fanOut: true },
  });
  const groups = await db.delivery.groupBy({
    by: ['state', 'error'],
    where: { publicationId },
    _count: true,
  });
  const states: Coverage['states'] = {
    queued: 0,
    sending: 0,
    sent: 0,
    failed: 0,
    unknown: 0,
    skipped: 0,
  };
  const reasons = new Map<string, number>();
  for (const { state, error, _count: count } of groups) {
    states[state] += count;
    const isOver = state === 'failed' || state === 'skipped' || state === 'unknown';
    if (error !== null && isOver) reasons.set(error, (reasons.get(error) ?? 0) + count);
  }
  return {
    total: Object.values(states).reduce((sum, count) => sum + count, 0),
    states,
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
    isDone: publication?.fanOut === 'done' && states.queued + states.sending === 0,
  };
}
