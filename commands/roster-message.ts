import { requireCommunity } from '../src/context/command-context.ts';
import { ownCourse } from '../src/courses/arguments.ts';
import { courseWritingMessage } from '../src/courses/attendee-messages/messages.ts';
import { createCourseWritingNotices } from '../src/courses/attendee-messages/notices.ts';
import { courseGroups, courseGroupWhere } from '../src/courses/attendee-messages/recipients.ts';
import { writeToCourse } from '../src/courses/attendee-messages/send.ts';
import { anySession } from '../src/courses/session-argument.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { findRecipients } from '../src/notifications/recipients.ts';
import { replyWithProgress } from '../src/operations/publish-reply-message.ts';
import {
  notWrittenMessage,
  writingPreviewMessage,
  writtenReply,
} from '../src/operations/writing-messages.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  course: ownCourse(),
  to: choice(courseGroups, 'roster.groups'),
  text: publishedText({ max: 1500, isMultiline: true }),
  session: anySession('course').optional(),
};

export default defineCommand({
  name: 'roster message',
  help: { with: 'course roster' },
  access,
  visibility,
  args,
  async run({ args: { course, to: group, text, session: chosen }, ...context }) {
    const session = chosen?.session;
    return writingPreviewMessage(
      {
        written: courseWritingMessage(
          { course, session, group, text },
          requireCommunity(context),
          context,
        ),
        recipients: await findRecipients(context, courseGroupWhere(course, session, group)),
        command: 'roster message',
        args: {
          ...{ course: `id:${course.id}`, to: group, text },
          ...(session ? { session: `id:${session.id}` } : {}),
        },
      },
      context,
    );
  },
  steps: {
    send: defineAction({
      access,
      visibility,
      cooldown: { per: 'person', seconds: 60 },
      args,
      async run(context) {
        const { course, to: group, text, session } = context.args;
        const writing = { course, session: session?.session, group, text };
        const notices = createCourseWritingNotices(context.publications);
        const sent = await writeToCourse({ ...context, notices }, writing);
        return replyWithProgress(context, writtenReply(sent, context));
      },
    }),
    leave: defineAction({ visibility, run: notWrittenMessage }),
  },
});
