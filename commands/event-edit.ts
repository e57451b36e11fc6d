import type { CommandContext } from '../src/context/command-context.ts';
import type { Event } from '../src/database/generated/client.ts';
import { ownEvent } from '../src/events/arguments.ts';
import { changeResultMessage, eventLeftMessage } from '../src/events/editing/messages.ts';
import { planChange } from '../src/events/editing/plan.ts';
import { editQuestionMessage } from '../src/events/editing/question-messages.ts';
import { changeEvent, publishPendingNow } from '../src/events/editing/service.ts';
import { type EventInput, editEventArguments } from '../src/events/field-arguments.ts';
import { createEditNotices } from '../src/events/rsvp-messages/edit-notices.ts';
import { scopeArgument } from '../src/events/series/arguments.ts';
import { beginSeries, beginsSeries, planBeginning } from '../src/events/series/begin.ts';
import { beginQuestionMessage, begunMessage } from '../src/events/series/begin-messages.ts';
import { askSeries, confirmSeries } from '../src/events/series/changes/ask-messages.ts';
import type { SeriesScope } from '../src/events/series/changes/rows.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { storeGivenPicture } from '../src/pictures/picture-input.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { event: ownEvent(), ...editEventArguments(), ...scopeArgument };

async function askToEdit(
  context: CommandContext,
  event: Event,
  input: EventInput,
  scope: SeriesScope | undefined,
) {
  if (beginsSeries(event, input))
    return beginQuestionMessage(await planBeginning(context, event, input), input, context);
  const request = { action: 'edit', input } as const;
  const asked = await askSeries(context, { event, request, scope, command: 'event edit' });
  return asked ?? editQuestionMessage(await planChange(context, event, request), input, context);
}

export default defineCommand({
  name: 'event edit',
  help: { section: 'organiser', order: 20 },
  access,
  visibility,
  args,
  async run({ args: { event, scope, ...given }, ...context }) {
    const input = await storeGivenPicture(context, given, event.pictureHash !== null);
    return askToEdit(context, event, input, scope);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, revision: integer({ min: 0, max: 2_000_000_000 }) },
      async run({ args: { event, revision, scope, ...given }, ...context }) {
        const input = await storeGivenPicture(context, given, event.pictureHash !== null);
        if (event.revision !== revision) return askToEdit(context, event, input, scope);
        const notices = createEditNotices(context);
        if (beginsSeries(event, input))
          return begunMessage(await beginSeries({ ...context, notices }, event, input), context);
        const request = { action: 'edit', input } as const;
        const done = await confirmSeries(context, { event, request, scope });
        if (done) return done;
        return changeResultMessage(
          await changeEvent({ ...context, notices }, event, request),
          context,
        );
      },
    }),
    leave: defineAction({ visibility, run: eventLeftMessage }),
    tell: defineAction({
      access,
      visibility,
      args: { event: ownEvent() },
      async run({ args: { event }, ...context }) {
        const notices = createEditNotices(context);
        return changeResultMessage(
          await publishPendingNow({ ...context, notices }, event),
          context,
        );
      },
    }),
  },
});
