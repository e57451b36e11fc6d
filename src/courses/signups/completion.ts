import type { Course, PrismaClient } from '../../database/generated/client.ts';

/** That a person completed a course. */
export interface Completion {
  personId: string;
  sessionId: string;
  completedAt: Date;
  /** IANA zone in which that was. */
  zone: string;
}

/**
 * Who completed a course, each person once, in order of signing up: everyone with a seat in a session that took place and has ended.
 * @param sessionId only this session
 */
export async function listCompletions(
  db: Pick<PrismaClient, 'signup'>,
  { id: courseId }: Pick<Course, 'id'>,
  { now, sessionId }: { now: Temporal.Instant; sessionId?: string | undefined },
): Promise<Completion[]> {
  const ended = {
    ...{ courseId, cancelledAt: null },
    endsAt: { lte: new Date(now.epochMilliseconds) },
  };
  const signups = await db.signup.findMany({
    where: {
      ...{ state: 'confirmed', personId: { not: null } },
      session: sessionId === undefined ? ended : { ...ended, id: sessionId },
    },
    include: { session: { select: { endsAt: true, zone: true } } },
    orderBy: [{ session: { endsAt: 'asc' } }, { position: 'asc' }],
  });
  const byPerson = new Map(
    signups.flatMap(({ personId, sessionId: at, session }): [string, Completion][] =>
      personId === null
        ? []
        : [
            [
              personId,
              { personId, sessionId: at, completedAt: session.endsAt, zone: session.zone },
            ],
          ],
    ),
  );
  return [...byPerson.values()];
}
