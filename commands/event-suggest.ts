import { requireCommunity } from '../src/context/command-context.ts';
import { contentAsEvent, readDraftContent } from '../src/events/drafts/draft.ts';
import { newEventArguments } from '../src/events/field-arguments.ts';
import { suggestionSentMessage } from '../src/events/suggestions/messages.ts';
import { suggestionServices } from '../src/events/suggestions/notices.ts';
import { suggestEvent, withdrawSuggestion } from '../src/events/suggestions/suggest.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { everyone, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
const { title, when, until, place, topic, summary, source, link } = newEventArguments();

export default defineCommand({
  name: 'event suggest',
  help: { section: 'events', order: 40 },
  access: inCommunity,
  visibility,
  cooldown: { per: 'person', seconds: 10 },
  args: { title, when, place, until, topic, source, link, summary },
  async run({ args, ...context }) {
    const community = requireCommunity(context);
    const draft = await suggestEvent(suggestionServices(context), community, args);
    const event = contentAsEvent(readDraftContent(draft).content, draft);
    return suggestionSentMessage(draft, event, context);
  },
  steps: {
    withdraw: defineAction({
      // Pressed in private, where another community may be current: whose it is decides.
      access: everyone,
      visibility,
      // Organisers are told of each suggestion and again when it is taken back.
      cooldown: { per: 'person', seconds: 60 },
      args: { suggestion: text({ max: 50 }) },
      async run({ args, ...context }) {
        await withdrawSuggestion(suggestionServices(context), args.suggestion);
        return textMessage(context.t('events.suggestions.withdrawn'));
      },
    }),
  },
});
