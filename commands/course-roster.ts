import { anySession, ownCourse } from '../src/courses/arguments.ts';
import { showRoster } from '../src/courses/roster.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course roster',
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { course: ownCourse(), session: anySession('course').optional() },
  run: (call) => showRoster(call, call.args.course, call.args.session),
});
