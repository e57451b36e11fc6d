import { sessionLength } from '../src/courses/length.ts';
import { createSession } from '../src/courses/organise.ts';
import { ownCourse } from '../src/courses/pick.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { date } from '../src/kit/kinds/date.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course session',
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse(),
    when: date({ noTime: 'courses.refused.noTime' }),
    length: sessionLength(),
    seats: integer({ min: 1, max: 10_000 }),
    place: publishedText({ max: 200 }).optional(),
  },
  run: ({ args: { course, ...input }, ...call }) => createSession(call, course, input),
});
