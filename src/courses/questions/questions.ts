import type {
  CourseConsent,
  CourseQuestion,
  PrismaClient,
} from '../../database/generated/client.ts';

/** What people are asked at once: as many as fit on a form. */
export const questionsPerPage = 5;
/** Limits of a course's questions. */
export const questionLimits = {
  questions: 10,
  /** Letters of a question, of an option, of an answer and of a consent. */
  ...{ label: 200, option: 80, answer: 1000, consent: 1500 },
  /** What a list on a form can hold. */
  options: 25,
} as const;

type Reader = Pick<PrismaClient, 'courseQuestion' | 'courseConsent'>;

/** The questions of a course in their order. */
export const listQuestions = (db: Reader, courseId: string): Promise<CourseQuestion[]> =>
  db.courseQuestion.findMany({
    where: { courseId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });

/** What whoever signs up agrees to now; undefined when the course asks for no consent. */
export async function findConsent(
  db: Reader,
  courseId: string,
): Promise<CourseConsent | undefined> {
  const last = await db.courseConsent.findFirst({
    where: { courseId },
    orderBy: { version: 'desc' },
  });
  return last && last.text !== '' ? last : undefined;
}

/** All that a course asks. */
export interface CourseForm {
  questions: CourseQuestion[];
  consent: CourseConsent | undefined;
}

export const readCourseForm = async (db: Reader, courseId: string): Promise<CourseForm> => ({
  questions: await listQuestions(db, courseId),
  consent: await findConsent(db, courseId),
});
