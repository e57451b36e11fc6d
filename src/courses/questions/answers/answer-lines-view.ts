import type { CourseQuestion, SignupAnswer } from '../../../database/generated/client.ts';
import { truncate } from '../../../message/text/truncate.ts';

/** Letters of an answer in a list of several people; the file has all of it. */
const longest = 200;

/** An answer as one text. */
export const answerText = (values: readonly string[]): string => values.join(', ');

/** A person's answers, one line each. */
export const answerLines = (
  answers: readonly (SignupAnswer & { question: CourseQuestion })[],
): string[] =>
  answers
    .toSorted((a, b) => a.question.position - b.question.position)
    .map(({ question, values }) => `${question.label}: ${truncate(answerText(values), longest)}`);
