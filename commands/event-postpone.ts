import { ownEvent } from '../src/events/arguments.ts';
import { changeResultMessage, eventLeftMessage } from '../src/events/editing/messages.ts';
import { planChange } from '../src/events/editing/plan.ts';
import { cancelOrPostponeQuestionMessage } from '../src/events/editing/question-messages.ts';
import { changeEvent } from '../src/events/editing/service.ts';
import { createEditNotices } from '../src/events/rsvp-messages/edit-notices.ts';
import { scopeArgument } from '../src/events/series/arguments.ts';
import { askSeries, confirmSeries } from '../src/events/series/changes/ask-messages.ts';
import { date } from '../src/kit/argument-types/dates/date.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  event: ownEvent(),
  when: date({ several: true }).optional(),
  reason: publishedText({ max: 500 }).optional(),
  ...scopeArgument,
};

export default defineCommand({
  name: 'event postpone',
  help: { with: 'event edit' },
  access,
  visibility,
  args,
  async run({ args: { event, scope, ...input }, ...context }) {
    const request = { action: 'postpone', ...input } as const;
    const asked = await askSeries(context, { event, request, scope, command: 'event postpone' });
    if (asked) return asked;
    const plan = await planChange(context, event, request);
    return cancelOrPostponeQuestionMessage(plan, request, context);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { event, scope, ...input }, ...context }) {
        const request = { action: 'postpone', ...input } as const;
        const done = await confirmSeries(context, { event, request, scope });
        if (done) return done;
        const notices = createEditNotices(context);
        return changeResultMessage(
          await changeEvent({ ...context, notices }, event, request),
          context,
        );
      },
    }),
    leave: defineAction({ visibility, run: eventLeftMessage }),
  },
});
