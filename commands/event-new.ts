import { requireCommunity } from '../src/context/command-context.ts';
import { announceEvent } from '../src/events/announcements/announce.ts';
import { createEventNotices } from '../src/events/announcements/notices.ts';
import { ownEvent } from '../src/events/arguments.ts';
import { draftMessage } from '../src/events/drafts/messages.ts';
import { viewDraft } from '../src/events/drafts/view.ts';
import { createDraft } from '../src/events/drafts/write.ts';
import { announcedMessage } from '../src/events/editing/messages.ts';
import { newEventArguments } from '../src/events/field-arguments.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { storeGivenPicture } from '../src/pictures/picture-input.ts';
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
    const input = await storeGivenPicture(context, args, false);
    const draft = await createDraft(context, requireCommunity(context), input);
    return draftMessage(await viewDraft(context, draft), context, args.when);
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
  },
});
