import { ownCourse } from '../src/courses/arguments.ts';
import { closeCourse, planClosing } from '../src/courses/closing.ts';
import { closedMessage, closeQuestionMessage } from '../src/courses/organiser-messages.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { course: ownCourse(), session: anySession('course').optional() };

export default defineCommand({
  name: 'course close',
  help: { section: 'organiser', order: 60 },
  access,
  visibility,
  args,
  async run(context) {
    const target = { course: context.args.course, session: context.args.session?.session };
    return closeQuestionMessage(target, await planClosing(context, target), context);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run(context) {
        const target = { course: context.args.course, session: context.args.session?.session };
        await closeCourse(context, target);
        return closedMessage(target, context);
      },
    }),
    leave: defineAction({
      visibility,
      run: ({ t }) => textMessage(t('commands.course_close.left')),
    }),
  },
});
