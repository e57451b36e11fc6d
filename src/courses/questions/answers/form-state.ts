import type {
  CourseConsent,
  CourseQuestion,
  PrismaClient,
  SignupAnswer,
} from '../../../database/generated/client.ts';
import { isActive } from '../../../seats/states.ts';
import type { SignupWithSession } from '../../signups/queries.ts';
import { findConsent, listQuestions } from '../questions.ts';

export interface AskedQuestion {
  question: CourseQuestion;
  /** Undefined: not answered. */
  values: string[] | undefined;
}

/** What a person is asked with a signup, and what they answered. */
export interface SignupForm {
  signup: SignupWithSession;
  asked: AskedQuestion[];
  consent: CourseConsent | undefined;
  /** When the person agreed to that version. */
  consentedAt: Date | undefined;
  /** Until when answers can be changed. */
  until: Date;
  isOpen: boolean;
}

/** Until when the answers of a signup can be changed. */
const answersCloseAt = ({ session }: SignupWithSession): Date =>
  new Date(session.startsAt.getTime() - session.course.answersCloseMinutes * 60_000);

type Reader = Pick<
  PrismaClient,
  'courseQuestion' | 'courseConsent' | 'signupAnswer' | 'signupConsent'
>;

const findValues = (answers: readonly SignupAnswer[], { id }: CourseQuestion) =>
  answers.find(({ questionId }) => questionId === id)?.values;

export async function readSignupForm(
  db: Reader,
  signup: SignupWithSession,
  now: Date,
): Promise<SignupForm> {
  const { courseId } = signup.session;
  const questions = await listQuestions(db, courseId);
  const consent = await findConsent(db, courseId);
  const answers = await db.signupAnswer.findMany({ where: { signupId: signup.id } });
  const agreed = await db.signupConsent.findUnique({ where: { signupId: signup.id } });
  const until = answersCloseAt(signup);
  return {
    ...{ signup, consent, until },
    asked: questions.map((question) => ({ question, values: findValues(answers, question) })),
    consentedAt: consent && agreed?.consentId === consent.id ? agreed.consentedAt : undefined,
    isOpen: now < until && isActive(signup.state) && signup.session.cancelledAt === null,
  };
}

/** How much is still to be answered: required questions, and the consent. */
export const countMissing = ({ asked, consent, consentedAt }: SignupForm): number =>
  asked.filter(({ question, values }) => question.isRequired && values === undefined).length +
  (consent && !consentedAt ? 1 : 0);

/** How much is still to be answered with each of a person's signups, by their ids; none where nothing is asked. */
export async function countMissingBySignup(
  db: Reader,
  signups: readonly SignupWithSession[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const missing = new Map<string, number>();
  for (const signup of signups) {
    if (!signup.session.course.asks) continue;
    const form = await readSignupForm(db, signup, now);
    if (form.isOpen) missing.set(signup.id, countMissing(form));
  }
  return missing;
}
