import { ownCourse } from '../src/courses/arguments.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { rulesMessage } from '../src/courses/signup-rules/messages.ts';
import { setSignupRules } from '../src/courses/signup-rules/set-rules.ts';
import { clearable } from '../src/kit/argument-types/clearable.ts';
import { date } from '../src/kit/argument-types/dates/date.ts';
import { duration } from '../src/kit/argument-types/dates/duration.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

/** In minutes. */
const day = 24 * 60;

export default defineCommand({
  name: 'course signups',
  help: { section: 'organiser', order: 58 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse(),
    session: anySession('course').optional(),
    opens: clearable(date()).optional(),
    closes: clearable(date()).optional(),
    minimum: integer({ min: 0, max: 10_000 }).optional(),
    offer: clearable(
      duration({ min: 15, max: 14 * day, suggestions: [12 * 60, day, 2 * day] }),
    ).optional(),
    freeze: clearable(
      duration({ min: 15, max: 30 * day, suggestions: [12 * 60, day, 2 * day] }),
    ).optional(),
  },
  async run({ args: { course, session, ...input }, ...context }) {
    const target = { course, session: session?.session };
    return rulesMessage(await setSignupRules(context, target, input), context);
  },
});
