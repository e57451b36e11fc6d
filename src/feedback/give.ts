import type {
  CourseFeedback,
  Person,
  Prisma,
  PrismaClient,
  Session,
} from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';
import { feedbackUntil } from './limits.ts';

/** Signups of people who were there: with a seat, and not noted as missing. */
export const wereThere = {
  state: 'confirmed',
  OR: [{ attendance: null }, { attendance: { in: ['attended', 'late'] } }],
} satisfies Prisma.SignupWhereInput;

/**
 * Stores what a person thinks of a session; the last answer counts.
 * @param given.words undefined leaves those of before
 * @throws UserError when they were not there, before its end, and once the time for answers is over
 */
export async function giveFeedback(
  { db, now, person }: { db: PrismaClient; now: Temporal.Instant; person: Pick<Person, 'id'> },
  session: Pick<Session, 'id' | 'endsAt' | 'cancelledAt'>,
  { rating, words }: { rating: number; words?: string | undefined },
): Promise<CourseFeedback> {
  const key = { sessionId: session.id, personId: person.id };
  if (session.cancelledAt || (await db.signup.count({ where: { ...key, ...wereThere } })) === 0)
    throw new UserError('feedback.errors.notThere');
  if (session.endsAt.getTime() > now.epochMilliseconds)
    throw new UserError('feedback.errors.notYet');
  if (feedbackUntil(session).getTime() < now.epochMilliseconds)
    throw new UserError('feedback.errors.closed');
  const answer = { rating, ...(words === undefined ? {} : { words }) };
  return db.courseFeedback.upsert({
    where: { sessionId_personId: key },
    create: { ...key, ...answer },
    update: answer,
  });
}
