import { attendedSession } from '../src/feedback/arguments.ts';
import { giveFeedback } from '../src/feedback/give.ts';
import { feedbackLimits } from '../src/feedback/limits.ts';
import { givenMessage } from '../src/feedback/messages/given-messages.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'feedback give',
  help: { section: 'training', order: 45 },
  visibility: 'private',
  args: {
    session: attendedSession(),
    rating: integer({ min: 1, max: 5 }),
    words: text({ max: feedbackLimits.words, isMultiline: true }).optional(),
  },
  async run({ args: { session, rating, words }, ...context }) {
    return givenMessage(session, await giveFeedback(context, session, { rating, words }), context);
  },
});
