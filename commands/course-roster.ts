import { ownCourse } from '../src/courses/arguments.ts';
import { rosterMessage } from '../src/courses/roster/messages.ts';
import { readRoster } from '../src/courses/roster/service.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course roster',
  help: { section: 'organiser', order: 50 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { course: ownCourse(), session: anySession('course').optional() },
  async run(context) {
    const { course, session } = context.args;
    return rosterMessage(course, await readRoster(context, course, session?.session.id), context);
  },
});
