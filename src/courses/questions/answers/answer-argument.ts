import { z } from 'zod';
import type { CommandContext } from '../../../context/command-context.ts';
import type { CourseQuestion } from '../../../database/generated/client.ts';
import { type Argument, argument } from '../../../kit/define/argument.ts';
import { textValue } from '../../../kit/define/form-field.ts';
import type { PrecedingValues } from '../../../kit/define/parse-context.ts';
import { err, ok } from '../../../kit/define/parse-result.ts';
import { rawText } from '../../../kit/define/raw-value.ts';
import { buttonPicker } from '../../../kit/pickers/button-picker.ts';
import { multiSelectPicker } from '../../../kit/pickers/multi-select-picker.ts';
import { textPicker } from '../../../kit/pickers/text-picker.ts';
import { joinValues } from '../../../kit/pickers/value-list.ts';
import type { SignupWithSession } from '../../signups/queries.ts';
import { listQuestions, questionLimits, questionsPerPage } from '../questions.ts';
import { optionSuggestions, readAnswer } from './read-answer.ts';

/** An answer with the question that it answers. */
export interface GivenAnswer {
  questionId: string;
  values: readonly string[];
}

/** What an answer depends on: whose signup it is for, and the page of the questions, from 0. */
interface AnswerNeeds {
  signup: SignupWithSession;
  page: number | undefined;
}

const pageSchema = z.object({
  signup: z.object({ session: z.object({ courseId: z.string() }) }),
  page: z.int().optional(),
});

/** The question at an index of the page, if there is one. */
async function findQuestion(
  { db }: Pick<CommandContext, 'db'>,
  given: PrecedingValues,
  index: number,
): Promise<CourseQuestion | undefined> {
  const read = pageSchema.safeParse(given);
  if (!read.success) return undefined;
  const { signup, page = 0 } = read.data;
  return (await listQuestions(db, signup.session.courseId))[page * questionsPerPage + index];
}

/** The answer to one of the questions that a course asks. @param index of the question on its page, from 0 */
export const questionAnswer = (index: number): Argument<GivenAnswer, CommandContext, AnswerNeeds> =>
  argument<GivenAnswer, CommandContext, AnswerNeeds>({
    name: 'answer',
    schema: z.object({ questionId: z.string(), values: z.array(z.string()).readonly() }),
    discordOption: { type: 'string', maxLength: questionLimits.answer },
    greedy: true,
    acceptsAnyText: true,
    isMultiline: true,
    encode: ({ values }) => joinValues(values),
    async asks(context, given) {
      const question = await findQuestion(context, given, index);
      if (!question) return undefined;
      const { label, kind, isRequired } = question;
      const rule = context.t(`questions.rule.${isRequired ? 'required' : 'optional'}.${kind}`);
      return { label, description: `${label} (${rule})` };
    },
    async picker(view, context, given) {
      const question = await findQuestion(context, given, index);
      const offers = question ? optionSuggestions(question) : [];
      if (question?.kind === 'several')
        return multiSelectPicker(() => offers)(view, context, given);
      if (question?.kind === 'choice') return buttonPicker(() => offers)(view, context, given);
      return textPicker(view, context, given);
    },
    async formField(raw, context, given) {
      const question = await findQuestion(context, given, index);
      const offers = question ? optionSuggestions(question) : [];
      const read =
        question && raw !== undefined ? await readAnswer(question, raw, context) : undefined;
      const chosen = read?.ok ? read.value : [];
      const values = offers.filter(({ label }) => chosen.includes(label)).map(({ value }) => value);
      const [value] = values;
      if (question?.kind === 'several') return { kind: 'several', options: offers, values };
      if (question?.kind === 'choice')
        return { kind: 'one', options: offers, ...(value === undefined ? {} : { value }) };
      const isMultiline = question?.kind === 'text';
      return { kind: 'text', isMultiline, max: questionLimits.answer, ...textValue(raw) };
    },
    async parse(raw, context, given) {
      const question = await findQuestion(context, given, index);
      if (!question) return err('questions.errors.gone', { text: rawText(raw) });
      const read = await readAnswer(question, raw, context);
      return read.ok ? ok({ questionId: question.id, values: read.value }) : read;
    },
  });
