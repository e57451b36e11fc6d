import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { readQueue } from '../src/courses/applications/applications.ts';
import { application } from '../src/courses/applications/arguments.ts';
import { approveApplication } from '../src/courses/applications/decisions/decide.ts';
import { createDecisionNotices } from '../src/courses/applications/decisions/notices.ts';
import { decidedMessage, queueMessage } from '../src/courses/applications/queue-messages.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';

export default defineCommand({
  name: 'application list',
  help: { section: 'organiser', order: 59 },
  access,
  visibility,
  args: { course: ownCourse().optional() },
  async run({ args: { course }, ...context }) {
    const { id: communityId } = requireCommunity(context);
    const queue = await readQueue(
      context.db,
      { communityId, courseId: course?.id },
      nowAsDate(context),
    );
    return queueMessage(queue, context);
  },
  steps: {
    approve: defineAction({
      access,
      visibility,
      args: { application: application() },
      async run({ args, ...context }) {
        const notices = createDecisionNotices(context.publications);
        const decision = await approveApplication({ ...context, notices }, args.application);
        return decidedMessage(decision, args.application, context);
      },
    }),
  },
});
