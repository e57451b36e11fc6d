import { openCourse, openSession } from '../src/courses/arguments.ts';
import { signUp } from '../src/courses/signup.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'signup',
  access: inCommunity,
  visibility: 'personal',
  args: {
    course: openCourse(),
    session: openSession('course').optional(),
    note: text({ max: 300 }).optional(),
  },
  run: (call) => signUp(call, call.args.course, call.args.session, call.args.note),
});
