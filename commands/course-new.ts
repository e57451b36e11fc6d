import { requireCommunity } from '../src/context/command-context.ts';
import { newCourseArguments } from '../src/courses/editing/arguments.ts';
import { courseCreatedMessage } from '../src/courses/organiser-messages.ts';
import { createCourse } from '../src/courses/service.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'course new',
  help: { section: 'organiser', order: 40 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: newCourseArguments(),
  run: async (context) =>
    courseCreatedMessage(
      await createCourse(context, requireCommunity(context), context.args),
      context,
    ),
});
