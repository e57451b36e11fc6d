import { listIssued } from '../src/certificates/list.ts';
import { issuedListMessage } from '../src/certificates/messages/list-messages.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'certificate list',
  help: { section: 'organiser', order: 66 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    course: ownCourse().optional(),
    page: integer({ min: 1, max: 10_000 }).default(1).hide(),
  },
  async run({ args: { course, page }, ...context }) {
    const communityId = requireCommunity(context).id;
    const found = await listIssued(context.db, { communityId, courseId: course?.id }, page);
    return issuedListMessage(found, course, context);
  },
});
