import { openCourse } from '../src/courses/arguments.ts';
import { openSession } from '../src/courses/session-argument.ts';
import { signupMessage } from '../src/courses/signups/messages.ts';
import { createSeatNotices } from '../src/courses/signups/notices.ts';
import { signUp } from '../src/courses/signups/service.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

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
});
