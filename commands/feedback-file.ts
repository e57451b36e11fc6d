import { ownCourse } from '../src/courses/arguments.ts';
import { resultsFileMessage } from '../src/feedback/messages/results-messages.ts';
import { readResults } from '../src/feedback/results.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'feedback file',
  help: { with: 'feedback results' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { course: ownCourse() },
  run: async ({ args: { course }, ...context }) =>
    resultsFileMessage(course, await readResults(context.db, course.id), context),
});
