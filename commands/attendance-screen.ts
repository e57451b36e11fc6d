import { ownCourse } from '../src/courses/arguments.ts';
import { noPageMessage, pageMessage } from '../src/courses/attendance/messages.ts';
import { openPage } from '../src/courses/attendance/pages/open-page.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'attendance screen',
  help: { section: 'organiser', order: 60 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { course: ownCourse(), session: anySession('course') },
  async run({ args: { course, session: chosen }, ...context }) {
    const { session } = chosen;
    if (context.publicUrl === '') return noPageMessage(course, session, context);
    const secret = await openPage(context, { course, session, kind: 'screen' });
    return pageMessage({ course, session, kind: 'screen', secret }, context);
  },
});
