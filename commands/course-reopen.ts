import { ownCourse } from '../src/courses/arguments.ts';
import { createEditNotices } from '../src/courses/change-messages/notices.ts';
import {
  changeQuestionMessage,
  changeResultMessage,
  courseLeftMessage,
} from '../src/courses/change-messages/question-messages.ts';
import { planReopening, reopenTraining } from '../src/courses/editing/reopen.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { course: ownCourse(), session: anySession('course').optional() };

export default defineCommand({
  name: 'course reopen',
  help: { with: 'course close' },
  access,
  visibility,
  args,
  async run({ args: { course, session }, ...context }) {
    const plan = await planReopening(context, { course, session: session?.session });
    return changeQuestionMessage(plan, { args: {} }, context);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { course, session }, ...context }) {
        const notices = createEditNotices(context);
        return changeResultMessage(
          await reopenTraining({ ...context, notices }, { course, session: session?.session }),
          context,
        );
      },
    }),
    leave: defineAction({ visibility, run: courseLeftMessage }),
  },
});
