import { requireCommunity } from '../src/context/command-context.ts';
import { communityRemindersMessage } from '../src/events/reminders/messages.ts';
import { setCommunityReminders } from '../src/events/reminders/service.ts';
import { choices } from '../src/kit/argument-types/choices.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { reminderChoices } from '../src/notifications/reminders/reminder-times.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'event reminders',
  help: { section: 'organiser', order: 45 },
  access: and(inCommunity, hasRole('organiser')),
  visibility: 'private',
  args: { times: choices(reminderChoices, 'events.reminders.times').optional() },
  async run(context) {
    const community = requireCommunity(context);
    const { times } = context.args;
    const minutes = times
      ? await setCommunityReminders(context, community, times)
      : community.eventReminders;
    return communityRemindersMessage(minutes, context);
  },
});
