import { event } from '../src/events/arguments.ts';
import { reminderChoiceMessage } from '../src/events/reminders/messages.ts';
import { reminderChoices } from '../src/events/reminders/reminder-times.ts';
import {
  readEventReminders,
  readReminders,
  setEventReminders,
  setReminders,
} from '../src/events/reminders/service.ts';
import { choices } from '../src/kit/argument-types/choices.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';

export default defineCommand({
  name: 'reminders',
  help: { section: 'yours', order: 25 },
  access: inCommunity,
  visibility,
  args: {
    times: choices(reminderChoices, 'events.reminders.times').optional(),
    event: event().optional(),
  },
  async run(context) {
    const { event: chosen, times } = context.args;
    const minutes = chosen
      ? await (times
          ? setEventReminders(context, chosen, times)
          : readEventReminders(context, chosen))
      : await (times ? setReminders(context, times) : readReminders(context, context.community));
    return reminderChoiceMessage(minutes, chosen, context);
  },
  steps: {
    off: defineAction({
      args: { event: event() },
      visibility,
      async run(context) {
        const { event: chosen } = context.args;
        const minutes = await setEventReminders(context, chosen, ['none']);
        return reminderChoiceMessage(minutes, chosen, context);
      },
    }),
  },
});
