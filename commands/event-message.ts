import { requireCommunity } from '../src/context/command-context.ts';
import { organisersEvent } from '../src/events/arguments.ts';
import { attendeeMessage } from '../src/events/attendee-messages/messages.ts';
import { createAttendeeNotices } from '../src/events/attendee-messages/notices.ts';
import { attendeeGroups, attendeesWhere } from '../src/events/attendee-messages/recipients.ts';
import { sendToAttendees } from '../src/events/attendee-messages/send.ts';
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
  event: organisersEvent(),
  to: choice(attendeeGroups, 'events.toAttendees.groups'),
  text: publishedText({ max: 1500, isMultiline: true }),
};

export default defineCommand({
  name: 'event message',
  help: { with: 'event attendees' },
  access,
  visibility,
  args,
  async run({ args: { event, to: group, text }, ...context }) {
    const community = requireCommunity(context);
    return writingPreviewMessage(
      {
        written: attendeeMessage(event, { group, text }, community, context),
        recipients: await findRecipients(context, attendeesWhere(event.id, group)),
        command: 'event message',
        args: { event: `id:${event.id}`, to: group, text },
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
        const { event, to: group, text } = context.args;
        const notices = createAttendeeNotices(context);
        const sent = await sendToAttendees({ ...context, notices }, event, { group, text });
        return replyWithProgress(context, writtenReply(sent, context));
      },
    }),
    leave: defineAction({ visibility, run: notWrittenMessage }),
  },
});
