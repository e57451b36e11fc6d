import { issueCertificates, planIssue } from '../src/certificates/issue.ts';
import { issuedMessage, issuePreviewMessage } from '../src/certificates/messages/issue-messages.ts';
import { createCertificateNotices } from '../src/certificates/messages/notices.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { course: ownCourse(), session: anySession('course').optional() };

export default defineCommand({
  name: 'certificate issue',
  help: { section: 'organiser', order: 65 },
  access,
  visibility,
  args,
  async run({ args: { course, session }, ...context }) {
    const sessionId = session?.session.id;
    return issuePreviewMessage(
      course,
      sessionId,
      await planIssue(context, { course, sessionId }),
      context,
    );
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { course, session }, ...context }) {
        const notices = createCertificateNotices(context);
        const request = { course, sessionId: session?.session.id };
        const community = requireCommunity(context);
        const count = await issueCertificates({ ...context, notices }, community, request);
        return issuedMessage(course, count, context);
      },
    }),
    leave: defineAction({
      visibility,
      run: async ({ t }) => textMessage(t('commands.certificate_issue.left')),
    }),
  },
});
