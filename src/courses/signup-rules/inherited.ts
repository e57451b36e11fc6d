import type { Session } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { decisionTime } from './decision-time.ts';

/** The rules of signing up that a new session takes over from the newest of its course: those that can still apply. */
export async function findInheritedRules(
  tx: Transaction,
  courseId: string,
  { startsAt, now }: { startsAt: Temporal.Instant; now: Temporal.Instant },
): Promise<Partial<Pick<Session, 'opensAt' | 'closesAt' | 'minimum'>>> {
  const last = await tx.session.findFirst({
    where: { courseId, cancelledAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (!last) return {};
  const ifAhead = (at: Date | null) =>
    at && at.getTime() > now.epochMilliseconds && at.getTime() < startsAt.epochMilliseconds
      ? at
      : null;
  const closesAt = ifAhead(last.closesAt);
  const start = new Date(startsAt.epochMilliseconds);
  const isInTime = decisionTime({ startsAt: start, closesAt }) > now.epochMilliseconds;
  return {
    opensAt: ifAhead(last.opensAt),
    closesAt,
    minimum: isInTime ? last.minimum : null,
  };
}
