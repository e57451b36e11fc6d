import { requireCommunity } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { sessionCreatedMessage } from '../src/courses/organiser-messages.ts';
import { createSession } from '../src/courses/service.ts';
import { sessionLength } from '../src/courses/session-length.ts';
import { date } from '../src/kit/argument-types/dates/date.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course session',
  help: { with: 'course new' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse(),
    when: date({ noTime: 'courses.refused.noTime' }),
    length: sessionLength(),
    seats: integer({ min: 1, max: 10_000 }),
    place: publishedText({ max: 200 }).optional(),
  },
  async run({ args: { course, ...input }, ...context }) {
    const zones = { organiser: context.zone, community: requireCommunity(context).zone };
    const session = await createSession(context, course, input, zones);
    return sessionCreatedMessage({ course, session, when: input.when }, context);
  },
});
