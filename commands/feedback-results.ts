import { ownCourse } from '../src/courses/arguments.ts';
import { resultsMessage } from '../src/feedback/messages/results-messages.ts';
import { readResults } from '../src/feedback/results.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'feedback results',
  help: { section: 'organiser', order: 68 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { course: ownCourse() },
  run: async ({ args: { course }, ...context }) =>
    resultsMessage(course, await readResults(context.db, course.id), context),
});
