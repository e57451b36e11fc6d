import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { event } from '../src/events/arguments.ts';
import { eventMessage } from '../src/events/messages.ts';
import { countGoing } from '../src/events/queries.ts';
import { answerRsvp, eventCalendarFile, rsvpFromAnnouncement } from '../src/events/rsvp.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'event show',
  access: inCommunity,
  isReadOnly: true,
  args: { event: event() },
  run: async (call) =>
    eventMessage(
      call.args.event,
      await countGoing(call.db, call.args.event.id),
      withDisplaySettings(call),
    ),
  steps: {
    going: defineAction({
      args: { event: event(), ...displayArguments },
      run: (call) => answerRsvp(call, call.args.event, true, call.args),
    }),
    not_going: defineAction({
      args: { event: event(), ...displayArguments },
      run: (call) => answerRsvp(call, call.args.event, false, call.args),
    }),
    join: defineAction({
      args: { event: event() },
      visibility: 'personal',
      run: (call) => rsvpFromAnnouncement(call, call.args.event),
    }),
    calendar: defineAction({
      args: { event: event() },
      visibility: 'private',
      run: (call) => eventCalendarFile(call, call.args.event),
    }),
  },
});
