import { sessionReminderChoiceMessage } from '../src/courses/reminders/messages.ts';
import { readSessionReminders, setSessionReminders } from '../src/courses/reminders/service.ts';
import { mySignup } from '../src/courses/signups/arguments.ts';
import { event } from '../src/events/arguments.ts';
import { reminderChoiceMessage } from '../src/events/reminders/messages.ts';
import {
  readEventReminders,
  readReminders,
  setEventReminders,
  setReminders,
} from '../src/events/reminders/service.ts';
import { choices } from '../src/kit/argument-types/choices.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { reminderChoices } from '../src/notifications/reminders/reminder-times.ts';
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
    session: mySignup().optional(),
  },
  async run(context) {
    const { event: chosen, session: signup, times } = context.args;
    if (signup) {
      const ofSession = times
        ? await setSessionReminders(context, signup, times)
        : await readSessionReminders(context, signup);
      return sessionReminderChoiceMessage(ofSession, signup.session, context);
    }
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
    off_session: defineAction({
      args: { signup: mySignup() },
      visibility,
      async run(context) {
        const { signup } = context.args;
        const minutes = await setSessionReminders(context, signup, ['none']);
        return sessionReminderChoiceMessage(minutes, signup.session, context);
      },
    }),
  },
});
