import { ownCourse } from '../src/courses/arguments.ts';
import { markAttendance } from '../src/courses/attendance/mark.ts';
import { markedMessage } from '../src/courses/attendance/messages.ts';
import { attendanceStates } from '../src/courses/attendance/read-attendance.ts';
import { personOf, rosterPerson } from '../src/courses/roster/changes/arguments.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'attendance mark',
  help: { section: 'organiser', order: 60 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse(),
    session: anySession('course'),
    who: rosterPerson(['confirmed']),
    state: choice(attendanceStates, 'attendance.state'),
    reason: text({ max: 300 }).optional(),
  },
  async run({ args: { course, session, who, state, reason }, ...context }) {
    const input = {
      ...{ course, session: session.session, signupId: who.id, state, reason },
      name: personOf(who).name,
    };
    return markedMessage(input, await markAttendance(context, input), context);
  },
});
