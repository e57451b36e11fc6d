import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { listedStates, readOwnEvents } from '../src/events/organisers/own-list.ts';
import { ownListMessage } from '../src/events/organisers/own-list-messages.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event list',
  help: { section: 'organiser', order: 5 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  isReadOnly: true,
  args: {
    show: choice(listedStates, 'events.ofOrganisers.states').optional(),
    page: integer({ min: 1, max: 10_000 }).default(1).hide(),
  },
  async run({ args: { show, page }, ...context }) {
    const asked = { state: show, page };
    const community = requireCommunity(context);
    return ownListMessage(
      await readOwnEvents(context.db, community.id, asked, nowAsDate(context)),
      context,
    );
  },
});
