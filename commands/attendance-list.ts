import type { CommandContext } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import {
  attendanceListMessage,
  type ListedSession,
  personMessage,
} from '../src/courses/attendance/list-messages.ts';
import { markAttendance } from '../src/courses/attendance/mark.ts';
import { noPageMessage, pageMessage } from '../src/courses/attendance/messages.ts';
import { openPage } from '../src/courses/attendance/pages/open-page.ts';
import {
  attendanceStates,
  participantName,
  readAttendance,
} from '../src/courses/attendance/read-attendance.ts';
import { rosterPerson } from '../src/courses/roster/changes/arguments.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  session: anySession('course'),
  page: integer({ min: 1, max: 10_000 }).default(1).hide(),
};
const withPerson = { ...args, who: rosterPerson(['confirmed']) };

const show = async (context: CommandContext, listed: ListedSession) =>
  attendanceListMessage(listed, await readAttendance(context.db, listed.session.id), context);

export default defineCommand({
  name: 'attendance list',
  help: { with: 'attendance screen' },
  access,
  visibility,
  args,
  run: ({ args: { course, session, page }, ...context }) =>
    show(context, { course, session: session.session, page }),
  steps: {
    person: defineAction({
      access,
      visibility,
      args: withPerson,
      async run({ args: { course, session, page, who }, ...context }) {
        const listed = { course, session: session.session, page };
        const { people } = await readAttendance(context.db, listed.session.id);
        const person = people.find(({ id }) => id === who.id);
        return person ? personMessage(person, listed, context) : show(context, listed);
      },
    }),
    tick: defineAction({
      access,
      visibility,
      args: { ...withPerson, state: choice(attendanceStates, 'attendance.state') },
      async run({ args: { course, session, page, who, state }, ...context }) {
        const listed = { course, session: session.session, page };
        const { people } = await readAttendance(context.db, listed.session.id);
        const person = people.find(({ id }) => id === who.id);
        if (!person) return show(context, listed);
        // Somebody else may have noted it meanwhile, or the person checked in.
        if (person.attendance !== null && person.attendance !== state)
          return personMessage(person, listed, context);
        const name = participantName(person);
        await markAttendance(context, { ...listed, signupId: person.id, name, state });
        return show(context, listed);
      },
    }),
    page: defineAction({
      access,
      visibility,
      args: { course: args.course, session: args.session },
      async run({ args: { course, session: chosen }, ...context }) {
        const { session } = chosen;
        if (context.publicUrl === '') return noPageMessage(course, session, context);
        const secret = await openPage(context, { course, session, kind: 'list' });
        return pageMessage({ course, session, kind: 'list', secret }, context);
      },
    }),
  },
});
