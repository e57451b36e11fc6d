import { application } from '../src/courses/applications/arguments.ts';
import { rejectApplication } from '../src/courses/applications/decisions/decide.ts';
import { createDecisionNotices } from '../src/courses/applications/decisions/notices.ts';
import { decidedMessage } from '../src/courses/applications/queue-messages.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'application reject',
  help: { with: 'application invite' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { application: application(), reason: publishedText({ max: 500 }) },
  async run({ args, ...context }) {
    const notices = createDecisionNotices(context.publications);
    const decision = await rejectApplication(
      { ...context, notices },
      args.application,
      args.reason,
    );
    return decidedMessage(decision, args.application, context);
  },
});
