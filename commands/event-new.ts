import { requireCommunity } from '../src/context/command-context.ts';
import { announceEvent } from '../src/events/announcements/announce.ts';
import { createEventNotices } from '../src/events/announcements/notices.ts';
import { ownEvent } from '../src/events/arguments.ts';
import { createEvent } from '../src/events/editing/create.ts';
import { announcedMessage, eventCreatedMessage } from '../src/events/editing/messages.ts';
import { newEventArguments } from '../src/events/field-arguments.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));

export default defineCommand({
  name: 'event new',
  help: { section: 'organiser', order: 10 },
  access,
  visibility: 'private',
  args: newEventArguments(),
  async run({ args, ...context }) {
    const created = await createEvent(context, requireCommunity(context), args);
    return eventCreatedMessage({ ...created, when: args.when }, context);
  },
  steps: {
    announce: defineAction({
      access,
      args: { event: ownEvent() },
      visibility: 'private',
      async run(context) {
        const notices = createEventNotices(context);
        const announced = await announceEvent({ ...context, notices }, context.args.event);
        return announcedMessage(announced, context);
      },
    }),
  },
});
