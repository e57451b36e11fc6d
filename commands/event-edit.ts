import type { CommandContext } from '../src/context/command-context.ts';
import type { Event } from '../src/database/generated/client.ts';
import { ownEvent } from '../src/events/arguments.ts';
import { changeResultMessage, eventLeftMessage } from '../src/events/editing/messages.ts';
import { planChange } from '../src/events/editing/plan.ts';
import { editQuestionMessage } from '../src/events/editing/question-messages.ts';
import { changeEvent, publishPendingNow } from '../src/events/editing/service.ts';
import { type EventInput, editEventArguments } from '../src/events/field-arguments.ts';
import { createEditNotices } from '../src/events/rsvp-messages/edit-notices.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { event: ownEvent(), ...editEventArguments() };

const askToEdit = async (context: CommandContext, event: Event, input: EventInput) =>
  editQuestionMessage(await planChange(context, event, { action: 'edit', input }), input, context);

export default defineCommand({
  name: 'event edit',
  help: { section: 'organiser', order: 20 },
  access,
  visibility,
  args,
  run: ({ args: { event, ...input }, ...context }) => askToEdit(context, event, input),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { ...args, revision: integer({ min: 0, max: 2_000_000_000 }) },
      async run({ args: { event, revision, ...input }, ...context }) {
        if (event.revision !== revision) return askToEdit(context, event, input);
        const notices = createEditNotices(context);
        return changeResultMessage(
          await changeEvent({ ...context, notices }, event, { action: 'edit', input }),
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
