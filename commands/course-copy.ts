import { requireCommunity } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { courseLeftMessage } from '../src/courses/change-messages/question-messages.ts';
import { copyCourse, planCopy } from '../src/courses/copies/copy.ts';
import { copiedMessage, copyQuestionMessage } from '../src/courses/copies/messages.ts';
import { date, formatDateValue } from '../src/kit/argument-types/dates/date.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  when: date(),
  title: publishedText({ max: 200 }).optional(),
};

export default defineCommand({
  name: 'course copy',
  help: { section: 'organiser', order: 48 },
  access,
  visibility,
  args,
  async run({ args: { course, ...input }, ...context }) {
    const plan = await planCopy(context, course, input, requireCommunity(context));
    const { when, title } = input;
    const passed = { when: formatDateValue(when), ...(title === undefined ? {} : { title }) };
    return copyQuestionMessage(course, plan, passed, context);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      run: async ({ args: { course, ...input }, ...context }) =>
        copiedMessage(await copyCourse(context, course, input, requireCommunity(context)), context),
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
