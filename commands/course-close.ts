import { anySession, ownCourse } from '../src/courses/arguments.ts';
import { askToCloseCourse, closeCourse } from '../src/courses/service.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { course: ownCourse(), session: anySession('course').optional() };

export default defineCommand({
  name: 'course close',
  access,
  visibility,
  args,
  run: (call) => askToCloseCourse(call, call.args.course, call.args.session),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      run: (call) => closeCourse(call, call.args.course, call.args.session),
    }),
    leave: defineAction({
      visibility,
      run: ({ t }) => textMessage(t('commands.course_close.left')),
    }),
  },
});
