import { requireCommunity } from '../src/context/command-context.ts';
import { announceEvent } from '../src/events/announcements/announce.ts';
import { createEventNotices } from '../src/events/announcements/notices.ts';
import { ownEvent } from '../src/events/arguments.ts';
import { createEvent } from '../src/events/editing/create.ts';
import {
  announcedMessage,
  eventCreatedMessage,
  eventLeftMessage,
} from '../src/events/editing/messages.ts';
import { newEventArguments } from '../src/events/field-arguments.ts';
import { createSeries } from '../src/events/series/create.ts';
import { seriesCreatedMessage, seriesQuestionMessage } from '../src/events/series/messages.ts';
import { planSeries } from '../src/events/series/plan.ts';
import { recurrence } from '../src/kit/argument-types/recurrence.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';

export default defineCommand({
  name: 'event new',
  help: { section: 'organiser', order: 10 },
  access,
  visibility,
  args: newEventArguments(),
  async run({ args, ...context }) {
    const community = requireCommunity(context);
    if (args.repeats) {
      const plan = await planSeries(context, community, args, args.repeats);
      return seriesQuestionMessage({ plan, input: args }, community, context);
    }
    const created = await createEvent(context, community, args);
    return eventCreatedMessage({ ...created, when: args.when }, context);
  },
  steps: {
    announce: defineAction({
      access,
      args: { event: ownEvent() },
      visibility,
      async run(context) {
        const notices = createEventNotices(context);
        const announced = await announceEvent({ ...context, notices }, context.args.event);
        return announcedMessage(announced, context);
      },
    }),
    repeat: defineAction({
      access,
      args: { ...newEventArguments(), repeats: recurrence() },
      visibility,
      async run({ args, ...context }) {
        const community = requireCommunity(context);
        const created = await createSeries(context, community, args, args.repeats);
        return seriesCreatedMessage(created, context);
      },
    }),
    leave: defineAction({ visibility, run: eventLeftMessage }),
  },
});
