import { closeCourse } from '../src/courses/organise.ts';
import { anySessionOf, ownCourse } from '../src/courses/pick.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course close',
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { course: ownCourse(), session: anySessionOf('course').optional() },
  run: (call) => closeCourse(call, call.args.course, call.args.session),
});
