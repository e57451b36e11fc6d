import { countGoing } from '../src/events/find.ts';
import { answerGoing, calendarFile, joinEvent } from '../src/events/going.ts';
import { event } from '../src/events/pick.ts';
import { showEvent } from '../src/events/show.ts';
import { inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { text } from '../src/kit/kinds/text.ts';
import { locales } from '../src/language/locale.ts';
import { defineCommand, defineStep } from './define.ts';

/** The language and the zone in which the message stands whose button was pressed. */
const standing = {
  locale: choice(locales, 'settings.languages').optional().hide(),
  zone: text({ max: 100 }).optional().hide(),
};

export default defineCommand({
  name: 'event show',
  access: inCommunity,
  args: { event: event() },
  run: async (call) =>
    showEvent(call.args.event, await countGoing(call.db, call.args.event.id), call),
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
      visibility: 'private',
      run: (call) => joinEvent(call, call.args.event),
    }),
    calendar: defineStep({
      args: { event: event() },
      visibility: 'private',
      run: (call) => calendarFile(call, call.args.event),
    }),
  },
});
