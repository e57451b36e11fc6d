import { ownCourse } from '../src/courses/arguments.ts';
import { courseLeftMessage } from '../src/courses/change-messages/question-messages.ts';
import { courseQuestion } from '../src/courses/questions/arguments.ts';
import {
  moveQuestionUp,
  removeQuestion,
  setQuestionRules,
} from '../src/courses/questions/edit-questions.ts';
import {
  questionsMessage,
  removeQuestionMessage,
} from '../src/courses/questions/organiser-messages.ts';
import { questionLimits } from '../src/courses/questions/questions.ts';
import { clearable } from '../src/kit/argument-types/clearable.ts';
import { duration } from '../src/kit/argument-types/dates/duration.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
/** In minutes. */
const day = 24 * 60;
const args = { question: courseQuestion() };

export default defineCommand({
  name: 'question list',
  help: { section: 'organiser', order: 59 },
  access,
  visibility,
  args: {
    course: ownCourse(),
    consent: clearable(
      publishedText({ max: questionLimits.consent, isMultiline: true }),
    ).optional(),
    until: clearable(
      duration({ min: 15, max: 30 * day, suggestions: [12 * 60, day, 2 * day] }),
    ).optional(),
    days: integer({ min: 1, max: 3650 }).optional(),
  },
  async run({ args: { course, ...rules }, ...context }) {
    return questionsMessage(await setQuestionRules(context, course, rules), context);
  },
  steps: {
    up: defineAction({
      access,
      visibility,
      args,
      async run({ args: { question }, ...context }) {
        return questionsMessage(await moveQuestionUp(context, question), context);
      },
    }),
    remove: defineAction({
      access,
      visibility,
      args,
      async run({ args: { question }, ...context }) {
        const where = { questionId: question.id };
        return removeQuestionMessage(
          question,
          await context.db.signupAnswer.count({ where }),
          context,
        );
      },
    }),
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { question }, ...context }) {
        return questionsMessage(await removeQuestion(context, question), context);
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
