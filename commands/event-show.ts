import { asStands, standing } from '../src/communities/standing.ts';
import { countGoing } from '../src/events/find.ts';
import { answerGoing, calendarFile, joinEvent } from '../src/events/going.ts';
import { event } from '../src/events/pick.ts';
import { showEvent } from '../src/events/show.ts';
import { inCommunity } from '../src/kit/access.ts';
import { defineCommand, defineStep } from './define.ts';

export default defineCommand({
  name: 'event show',
  access: inCommunity,
  readsOnly: true,
  args: { event: event() },
  run: async (call) =>
    showEvent(call.args.event, await countGoing(call.db, call.args.event.id), asStands(call)),
  steps: {
    going: defineStep({
      args: { event: event(), ...standing },
      run: (call) => answerGoing(call, call.args.event, true, call.args),
    }),
    not_going: defineStep({
      args: { event: event(), ...standing },
      run: (call) => answerGoing(call, call.args.event, false, call.args),
    }),
    join: defineStep({
      args: { event: event() },
      visibility: 'personal',
      run: (call) => joinEvent(call, call.args.event),
    }),
    calendar: defineStep({
      args: { event: event() },
      visibility: 'private',
      run: (call) => calendarFile(call, call.args.event),
    }),
  },
});
