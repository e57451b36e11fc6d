import { requireCommunity } from '../src/context/command-context.ts';
import { setHasInlineCards } from '../src/events/inline-cards/setting.ts';
import { eventSettingsMessage } from '../src/events/organisers/settings-messages.ts';
import { setTakesSuggestions } from '../src/events/suggestions/setting.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event settings',
  help: { section: 'organiser', order: 46 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { suggestions: boolean().optional(), inline: boolean().optional() },
  async run({ args: { suggestions, inline }, ...context }) {
    const community = requireCommunity(context);
    if (suggestions !== undefined) await setTakesSuggestions(context, community, suggestions);
    if (inline !== undefined) await setHasInlineCards(context, community, inline);
    return eventSettingsMessage(
      {
        takesSuggestions: suggestions ?? community.takesSuggestions,
        hasInlineCards: inline ?? community.hasInlineCards,
      },
      (await context.platformPermissions.telegram.inlineMode()) ?? {},
      context,
    );
  },
});
