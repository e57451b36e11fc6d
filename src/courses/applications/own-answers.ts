import type { PrismaClient } from '../../database/generated/client.ts';
import type { SignupWithSession } from '../signups/queries.ts';

/** Whom nothing is kept for, but who should read something: what they are invited to, and why they were rejected. */
export type OwnAnswer = SignupWithSession & { state: 'invited' | 'rejected' };

const isAnswer = (signup: SignupWithSession): signup is OwnAnswer =>
  signup.state === 'invited' || signup.state === 'rejected';

/** A person's open invitations and rejections for sessions that take place and have not started, the next first. */
export async function listOwnAnswers(
  db: Pick<PrismaClient, 'signup'>,
  personId: string,
  now: Date,
): Promise<OwnAnswer[]> {
  const found = await db.signup.findMany({
    where: {
      personId,
      state: { in: ['invited', 'rejected'] },
      session: { startsAt: { gt: now }, cancelledAt: null },
    },
    include: { session: { include: { course: true } } },
    orderBy: { session: { startsAt: 'asc' } },
    take: 20,
  });
  return found.filter(isAnswer);
}
