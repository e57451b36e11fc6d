import type { PrismaClient } from '../../../database/generated/client.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { lockSessions } from '../../../seats/seats.ts';
import type { SignupWithSession } from '../../signups/queries.ts';
import { readSignupForm, type SignupForm } from './form-state.ts';

export interface GivenAnswers {
  /** The version of the consent that the person agrees to. */
  consent?: number | undefined;
  /** Values by the ids of their questions. */
  answers: ReadonlyMap<string, readonly string[]>;
}

/**
 * Stores answers of a person and their consent; what is not given stays as it is.
 * @throws UserError when it is too late, or they did not agree to what the course asks for now
 */
export async function saveAnswers(
  { db, now }: { db: PrismaClient; now: Temporal.Instant },
  signup: SignupWithSession,
  { consent: version, answers }: GivenAnswers,
): Promise<SignupForm> {
  const at = new Date(now.epochMilliseconds);
  return db.$transaction(async (tx) => {
    await lockSessions(tx, [signup.sessionId]);
    const current = await tx.signup.findUnique({
      where: { id: signup.id },
      include: { session: { include: { course: true } } },
    });
    if (!current) throw new UserError('courses.refused.notSignedUp');
    const { isOpen, consent, consentedAt, asked } = await readSignupForm(tx, current, at);
    if (!isOpen) throw new UserError('questions.refused.closed');
    if (consent && !consentedAt) {
      if (version !== consent.version) throw new UserError('questions.refused.consent');
      const data = { consentId: consent.id, consentedAt: at };
      await tx.signupConsent.upsert({
        where: { signupId: current.id },
        create: { signupId: current.id, ...data },
        update: data,
      });
    }
    for (const [questionId, values] of answers) {
      if (!asked.some(({ question }) => question.id === questionId))
        throw new UserError('questions.refused.gone');
      const key = { signupId: current.id, questionId };
      const data = { values: [...values], answeredAt: at };
      await tx.signupAnswer.upsert({
        where: { signupId_questionId: key },
        create: { ...key, ...data },
        update: data,
      });
    }
    return readSignupForm(tx, current, at);
  });
}
