import { recordAudit } from '../../context/audit.ts';
import type { Course, CourseQuestion } from '../../database/generated/client.ts';
import { QuestionKind } from '../../database/generated/enums.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { fold } from '../../language/text/fold.ts';
import { lockCourse } from '../editing/concerned.ts';
import type { OrganiserServices } from '../service.ts';
import { type CourseForm, questionLimits, readCourseForm } from './questions.ts';

export const questionKinds = Object.values(QuestionKind);

export interface QuestionInput {
  question: string;
  /** By default a text, or a choice where there are options. */
  kind?: QuestionKind | undefined;
  /** Separated by commas or lines. */
  options?: string | undefined;
  required: boolean;
}

/** What a course asks and by which rules. */
export interface CourseQuestions extends CourseForm {
  course: Course;
}

/** @throws UserError when there are fewer than two, too many, or one that is too long or twice there */
function readOptions(written: string): string[] {
  const options = written
    .split(/[,;\n]/)
    .map((option) => option.trim())
    .filter((option) => option !== '');
  const { options: most, option: longest } = questionLimits;
  if (options.length < 2 || options.length > most)
    throw new UserError('questions.refused.options', { most }, ['options']);
  if (options.some((option) => [...option].length > longest))
    throw new UserError('questions.refused.optionLength', { longest }, ['options']);
  if (new Set(options.map(fold)).size < options.length)
    throw new UserError('questions.refused.optionTwice', {}, ['options']);
  return options;
}

function readKind({ kind, options }: QuestionInput): Pick<CourseQuestion, 'kind' | 'options'> {
  const chosen = kind ?? (options === undefined ? 'text' : 'choice');
  const takesOptions = chosen === 'choice' || chosen === 'several';
  if (!takesOptions && options !== undefined)
    throw new UserError('questions.refused.noOptions', {}, ['kind']);
  return { kind: chosen, options: takesOptions ? readOptions(options ?? '') : [] };
}

type Change = Extract<Parameters<typeof recordAudit>[1]['action'], `question.${string}`>;

/** Changes what a course asks, one change after another. */
async function change(
  { db, account }: OrganiserServices,
  courseId: string,
  action: Change | undefined,
  write: (tx: Transaction) => Promise<unknown>,
): Promise<CourseQuestions> {
  return db.$transaction(async (tx) => {
    const { communityId, title } = await lockCourse(tx, courseId);
    await write(tx);
    const form = await readCourseForm(tx, courseId);
    const course = await tx.course.update({
      where: { id: courseId },
      data: { asks: form.questions.length > 0 || form.consent !== undefined },
    });
    if (action)
      await recordAudit(tx, {
        ...{ communityId, accountId: account.id, action },
        details: { course: courseId, title },
      });
    return { ...form, course };
  });
}

/**
 * Adds a question at the end.
 * @throws UserError when the course has too many, or the options do not fit
 */
export const addQuestion = (
  services: OrganiserServices,
  { id: courseId }: Pick<Course, 'id'>,
  input: QuestionInput,
): Promise<CourseQuestions> => {
  const kind = readKind(input);
  return change(services, courseId, 'question.add', async (tx) => {
    const { _count: count, _max: last } = await tx.courseQuestion.aggregate({
      where: { courseId },
      ...{ _count: true, _max: { position: true } },
    });
    if (count >= questionLimits.questions)
      throw new UserError('questions.refused.tooMany', { most: questionLimits.questions });
    await tx.courseQuestion.create({
      data: {
        ...{ ...kind, courseId, label: input.question, isRequired: input.required },
        ...{
          position: (last.position ?? 0) + 1,
          createdAt: new Date(services.now.epochMilliseconds),
        },
      },
    });
  });
};

/** Asks a question before the one that came before it. */
export const moveQuestionUp = (
  services: OrganiserServices,
  { id, courseId }: CourseQuestion,
): Promise<CourseQuestions> =>
  change(services, courseId, undefined, async (tx) => {
    const { questions } = await readCourseForm(tx, courseId);
    const at = questions.findIndex((one) => one.id === id);
    if (at <= 0) return;
    const order = questions.map((one) => one.id);
    order.splice(at - 1, 0, ...order.splice(at, 1));
    for (const [index, questionId] of order.entries())
      await tx.courseQuestion.update({ where: { id: questionId }, data: { position: index + 1 } });
  });

/** Removes a question with its answers. */
export const removeQuestion = (
  services: OrganiserServices,
  { id, courseId }: CourseQuestion,
): Promise<CourseQuestions> =>
  change(services, courseId, 'question.remove', (tx) =>
    tx.courseQuestion.deleteMany({ where: { id } }),
  );

export interface QuestionRules {
  /** What people who sign up agree to, as a new version; the empty text asks for nothing. */
  consent?: string | undefined;
  /** Minutes before a session until which answers can be changed; the empty text: until it starts. */
  until?: number | '' | undefined;
  /** Days after a session that answers are kept. */
  days?: number | undefined;
}

/** Adds a version of the consent, unless it says what the last one says. */
async function addConsent(
  tx: Transaction,
  { courseId, text, at }: { courseId: string; text: string; at: Date },
): Promise<void> {
  const last = await tx.courseConsent.findFirst({
    where: { courseId },
    orderBy: { version: 'desc' },
  });
  if ((last?.text ?? '') === text) return;
  const version = (last?.version ?? 0) + 1;
  await tx.courseConsent.create({ data: { courseId, text, version, createdAt: at } });
}

/** Sets what people agree to, and until when answers can be changed and are kept; what is not given stays as it is. */
export function setQuestionRules(
  services: OrganiserServices,
  { id: courseId }: Pick<Course, 'id'>,
  { consent, until, days }: QuestionRules,
): Promise<CourseQuestions> {
  const hasRules = until !== undefined || days !== undefined;
  const action = consent === undefined ? hasRules && 'question.rules' : 'question.consent';
  return change(services, courseId, action || undefined, async (tx) => {
    const at = new Date(services.now.epochMilliseconds);
    if (consent !== undefined) await addConsent(tx, { courseId, text: consent, at });
    if (hasRules)
      await tx.course.update({
        where: { id: courseId },
        data: {
          ...(until === undefined ? {} : { answersCloseMinutes: until === '' ? 0 : until }),
          ...(days === undefined ? {} : { retentionDays: days }),
        },
      });
  });
}
