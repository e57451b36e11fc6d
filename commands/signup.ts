import { openCourse, sessionOf } from '../src/courses/pick.ts';
import { signUp } from '../src/courses/signup.ts';
import { inCommunity } from '../src/kit/access.ts';
import { text } from '../src/kit/kinds/text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'signup',
  access: inCommunity,
  visibility: 'personal',
  args: {
    course: openCourse(),
    session: sessionOf('course').optional(),
    note: text({ max: 300 }).optional(),
  },
  run: (call) => signUp(call, call.args.course, call.args.session, call.args.note),
});
