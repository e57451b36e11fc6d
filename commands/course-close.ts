import { askToClose, closeCourse } from '../src/courses/organise.ts';
import { anySessionOf, ownCourse } from '../src/courses/pick.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { say } from '../src/message/build.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { course: ownCourse(), session: anySessionOf('course').optional() };

export default defineCommand({
  name: 'course close',
  access,
  visibility,
  args,
  run: (call) => askToClose(call, call.args.course, call.args.session),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args,
      run: (call) => closeCourse(call, call.args.course, call.args.session),
    }),
    leave: defineStep({
      visibility,
      run: ({ t }) => say(t('commands.course_close.left')),
    }),
  },
});
