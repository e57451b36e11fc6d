import { ownEvent } from '../src/events/arguments.ts';
import { eventLeftMessage } from '../src/events/editing/messages.ts';
import { findRepeats } from '../src/events/repeats/queries.ts';
import { createEditNotices } from '../src/events/rsvp-messages/edit-notices.ts';
import { pausedMessage, pauseQuestionMessage } from '../src/events/series/changes/messages.ts';
import { pauseSeries, planPause } from '../src/events/series/changes/pause.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { event: ownEvent(), reason: publishedText({ max: 500 }).optional() };

export default defineCommand({
  name: 'event pause',
  help: { section: 'organiser', order: 35 },
  access,
  visibility,
  args,
  async run({ args: { event, reason }, ...context }) {
    const count = await planPause(context, event);
    return pauseQuestionMessage(event, { count, reason }, context);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { event, reason }, ...context }) {
        const notices = createEditNotices(context);
        await pauseSeries({ ...context, notices }, event, reason);
        return pausedMessage(event, await findRepeats(context.db, event, context.now), context);
      },
    }),
    leave: defineAction({ visibility, run: eventLeftMessage }),
  },
});
