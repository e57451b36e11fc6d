import { findSeriesRepeats } from '../src/events/repeats/queries.ts';
import { createEditNotices } from '../src/events/rsvp-messages/edit-notices.ts';
import { pausedSeries } from '../src/events/series/arguments.ts';
import { resumedMessage } from '../src/events/series/changes/messages.ts';
import { resumeSeries } from '../src/events/series/changes/pause.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event resume',
  help: { with: 'event pause' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { event: pausedSeries() },
  async run({ args: { event }, ...context }) {
    const notices = createEditNotices(context);
    await resumeSeries({ ...context, notices }, event);
    return resumedMessage(await findSeriesRepeats(context.db, event.id, context.now), context);
  },
});
