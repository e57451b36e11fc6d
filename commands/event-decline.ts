import { suggestedDraft } from '../src/events/drafts/arguments.ts';
import { suggestionServices } from '../src/events/suggestions/notices.ts';
import { declineSuggestion } from '../src/events/suggestions/suggest.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event decline',
  help: { with: 'event list' },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { suggestion: suggestedDraft(), reason: publishedText({ max: 300 }) },
  async run({ args: { suggestion, reason }, ...context }) {
    await declineSuggestion(suggestionServices(context), suggestion, reason);
    return textMessage(context.t('events.suggestions.declinedNow'), { tone: 'success' });
  },
});
