import { ownCourse } from '../src/courses/arguments.ts';
import { createEditNotices } from '../src/courses/change-messages/notices.ts';
import {
  changeQuestionMessage,
  changeResultMessage,
  courseLeftMessage,
} from '../src/courses/change-messages/question-messages.ts';
import { cancelTraining, planCancellation } from '../src/courses/editing/cancel.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  session: anySession('course').optional(),
  reason: publishedText({ max: 500 }).optional(),
};

export default defineCommand({
  name: 'course cancel',
  help: { section: 'organiser', order: 46 },
  access,
  visibility,
  args,
  async run({ args: { course, session, reason }, ...context }) {
    const target = { course, session: session?.session, reason };
    return changeQuestionMessage(
      await planCancellation(context, target),
      { args: reason === undefined ? {} : { reason } },
      context,
    );
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { course, session, reason }, ...context }) {
        const target = { course, session: session?.session, reason };
        const notices = createEditNotices(context);
        return changeResultMessage(await cancelTraining({ ...context, notices }, target), context);
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
