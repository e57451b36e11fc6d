import { ownCourse } from '../src/courses/arguments.ts';
import { setPassRule } from '../src/courses/attendance/rules.ts';
import { passRuleMessage } from '../src/courses/attendance/rules-messages.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'attendance rules',
  help: { with: 'attendance mark' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { course: ownCourse(), sessions: integer({ min: 0, max: 1000 }).optional() },
  run: async ({ args: { course, sessions }, ...context }) =>
    passRuleMessage(await setPassRule(context, course, sessions), context),
});
