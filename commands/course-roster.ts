import { tableArguments, withTables } from '../src/context/tables.ts';
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
  args: { course: ownCourse(), session: anySession('course').optional(), ...tableArguments },
  async run(context) {
    const { course, session } = context.args;
    const sessionId = session?.session.id;
    return rosterMessage(
      course,
      await readRoster(context, course, sessionId),
      withTables(context, context.args, 'private'),
      sessionId,
    );
  },
});
