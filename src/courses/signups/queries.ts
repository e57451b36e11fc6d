import type { Course, PrismaClient, Session, Signup } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { findSeatPosition, type SeatPosition } from '../../seats/seats.ts';
import { activeStates } from '../../seats/states.ts';

export type SessionWithCourse = Session & { course: Course };
export type SignupWithSession = Signup & { session: SessionWithCourse };

/** A person's signups for sessions that take place and have not ended, the next session first. */
export const listUpcomingSignups = (
  db: PrismaClient,
  personId: string,
  now: Date,
): Promise<SignupWithSession[]> =>
  db.signup.findMany({
    where: {
      ...withKnownEnumValues.signup,
      personId,
      state: { in: [...activeStates] },
      session: { endsAt: { gt: now }, cancelledAt: null, course: withKnownEnumValues.course },
    },
    include: { session: { include: { course: true } } },
    orderBy: { session: { startsAt: 'asc' } },
    take: 100,
  });

export interface OwnSignup {
  signup: SignupWithSession;
  seat: SeatPosition;
}

/** A person's upcoming signups with the position of each. */
export async function listOwnSignups(
  db: PrismaClient,
  personId: string,
  now: Date,
): Promise<OwnSignup[]> {
  const own: OwnSignup[] = [];
  for (const signup of await listUpcomingSignups(db, personId, now)) {
    const seat = await findSeatPosition(db, signup);
    if (seat) own.push({ signup, seat });
  }
  return own;
}
