import { requireCommunity } from '../src/context/command-context.ts';
import { setCommunitySwitches } from '../src/events/organisers/community-switches.ts';
import { eventSettingsMessage } from '../src/events/organisers/settings-messages.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event settings',
  help: { section: 'organiser', order: 46 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: {
    suggestions: boolean().optional(),
    inline: boolean().optional(),
    thanks: boolean().optional(),
    names: boolean().optional(),
  },
  async run({ args: { suggestions, inline, thanks, names }, ...context }) {
    const community = requireCommunity(context);
    const settings = {
      takesSuggestions: suggestions ?? community.takesSuggestions,
      hasInlineCards: inline ?? community.hasInlineCards,
      thanksAttendees: thanks ?? community.thanksAttendees,
      namesAttendees: names ?? community.namesAttendees,
    };
    await setCommunitySwitches(context, community, settings);
    return eventSettingsMessage(
      settings,
      await context.platformPermissions.telegram.inlineMode(),
      context,
    );
  },
});
