import type { CommandContext } from '../src/context/command-context.ts';
import {
  type DisplaySettings,
  displayArguments,
  withDisplaySettings,
} from '../src/context/display-settings.ts';
import type { Event } from '../src/database/generated/client.ts';
import { event } from '../src/events/arguments.ts';
import { eventCalendarEntry } from '../src/events/calendar/entry-view.ts';
import { countGoing } from '../src/events/queries.ts';
import { requireDate, setRsvp } from '../src/events/rsvp.ts';
import { announcementRsvpMessage, eventMessage, rsvpMessage } from '../src/events/rsvp-messages.ts';
import { findRepeats } from '../src/events/series/queries.ts';
import { calendarFileMessage } from '../src/feeds/calendar/file-view.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import type { ReplyMethods } from '../src/kit/define/reply.ts';
import { defineAction, defineCommand } from './define.ts';

/** The context of a person who is told how they are reminded. */
const rsvpReader = <Context extends CommandContext>(context: Context) => ({
  ...context,
  privateChatUrl: context.platformPermissions[context.account.platform].privateChatUrl(),
});

/** Updates the message with the number of people going; where others read it, the person gets a confirmation as well. */
async function answerRsvp(
  context: CommandContext & ReplyMethods & { args: DisplaySettings & { event: Event } },
  going: boolean,
): Promise<undefined> {
  const { args } = context;
  const result = await setRsvp(context, args.event, going);
  const repeats = await findRepeats(context.db, args.event, context.now);
  await context.answer(
    eventMessage(args.event, result.going, withDisplaySettings(context, args), repeats),
  );
  if (!context.isPrivate)
    await context.say(rsvpMessage(args.event, result, going, rsvpReader(context)), 'personal');
}

export default defineCommand({
  name: 'event show',
  help: { section: 'events', order: 20 },
  access: inCommunity,
  isReadOnly: true,
  args: { event: event() },
  async run(context) {
    const { db, now, args } = context;
    const going = await countGoing(db, args.event.id);
    const repeats = await findRepeats(db, args.event, now);
    return eventMessage(args.event, going, withDisplaySettings(context), repeats);
  },
  steps: {
    going: defineAction({
      args: { event: event(), ...displayArguments },
      run: (context) => answerRsvp(context, true),
    }),
    not_going: defineAction({
      args: { event: event(), ...displayArguments },
      run: (context) => answerRsvp(context, false),
    }),
    join: defineAction({
      args: { event: event() },
      visibility: 'personal',
      async run(context) {
        const result = await setRsvp(context, context.args.event, true);
        return announcementRsvpMessage(context.args.event, result, rsvpReader(context));
      },
    }),
    leave: defineAction({
      args: { event: event() },
      visibility: 'private',
      async run(context) {
        const result = await setRsvp(context, context.args.event, false);
        return rsvpMessage(context.args.event, result, false, rsvpReader(context));
      },
    }),
    calendar: defineAction({
      args: { event: event() },
      visibility: 'private',
      run(context) {
        requireDate(context.args.event);
        return calendarFileMessage(eventCalendarEntry(context.args.event, context), context);
      },
    }),
  },
});
