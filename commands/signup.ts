import { openCourse } from '../src/courses/arguments.ts';
import { sessionCalendarEntry } from '../src/courses/calendar/entry-view.ts';
import { openSession } from '../src/courses/session-argument.ts';
import { mySignup } from '../src/courses/signups/arguments.ts';
import { signupMessage } from '../src/courses/signups/messages.ts';
import { createSeatNotices } from '../src/courses/signups/notices.ts';
import { signUp } from '../src/courses/signups/service.ts';
import { calendarFileMessage } from '../src/feeds/calendar/file-view.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'signup',
  help: { section: 'training', order: 20 },
  access: inCommunity,
  visibility: 'personal',
  args: {
    course: openCourse(),
    session: openSession('course').optional(),
    note: text({ max: 300 }).optional(),
  },
  async run({ args, ...context }) {
    const notices = createSeatNotices(context.publications);
    return signupMessage(await signUp({ ...context, notices }, args), args, context);
  },
  steps: {
    calendar: defineAction({
      args: { signup: mySignup() },
      visibility: 'private',
      run: async ({ args, ...context }) =>
        calendarFileMessage(sessionCalendarEntry(args.signup.session, context), context),
    }),
  },
});
