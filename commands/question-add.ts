import { ownCourse } from '../src/courses/arguments.ts';
import { addQuestion, questionKinds } from '../src/courses/questions/edit-questions.ts';
import { questionsMessage } from '../src/courses/questions/organiser-messages.ts';
import { questionLimits } from '../src/courses/questions/questions.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'question add',
  help: { with: 'question list' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse(),
    question: publishedText({ max: questionLimits.label }),
    kind: choice(questionKinds, 'questions.kinds').optional(),
    options: publishedText({ max: 2000, isMultiline: true }).optional(),
    required: boolean().default(false),
  },
  async run({ args: { course, ...input }, ...context }) {
    return questionsMessage(await addQuestion(context, course, input), context);
  },
});
