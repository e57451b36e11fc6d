import type { CommandContext } from '../src/context/command-context.ts';
import {
  type DisplaySettings,
  displayArguments,
  withDisplaySettings,
} from '../src/context/display-settings.ts';
import type { Event } from '../src/database/generated/client.ts';
import { event } from '../src/events/arguments.ts';
import { eventCalendarEntry } from '../src/events/calendar/entry-view.ts';
import { findRepeats } from '../src/events/repeats/queries.ts';
import { requireDate, setRsvp } from '../src/events/rsvp/answer.ts';
import type { RsvpChoice } from '../src/events/rsvp/choice.ts';
import { setGuests } from '../src/events/rsvp/guests.ts';
import { maxGuests } from '../src/events/rsvp/max-guests.ts';
import { readTurnout } from '../src/events/rsvp/turnout.ts';
import { guestsMessage } from '../src/events/rsvp-messages/guest-messages.ts';
import {
  announcementRsvpMessage,
  eventMessage,
  rsvpMessage,
} from '../src/events/rsvp-messages/messages.ts';
import { createPlaceNotices } from '../src/events/rsvp-messages/notices.ts';
import { calendarFileMessage } from '../src/feeds/calendar/file-view.ts';
import { publicPageUrl } from '../src/feeds/pages/addresses.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import type { ReplyMethods } from '../src/kit/define/reply.ts';
import { defineAction, defineCommand } from './define.ts';

/** Stores an answer, and tells whoever gets a place by it. */
const answerEvent = (context: CommandContext & { args: { event: Event } }, choice: RsvpChoice) =>
  setRsvp({ ...context, notices: createPlaceNotices(context) }, context.args.event, choice);

/** The context in which a card is shown, with the address of the event's page. */
function cardReader<Context extends CommandContext & { args: { event: Event } }>(
  context: Context,
  settings: DisplaySettings = {},
) {
  const reader = withDisplaySettings(context, settings);
  return { ...reader, pageUrl: publicPageUrl(context.community, reader, context.args.event.id) };
}

/** The context of a person who is told how they are reminded. */
const rsvpReader = <Context extends CommandContext>(context: Context) => ({
  ...context,
  privateChatUrl: context.platformPermissions[context.account.platform].privateChatUrl(),
});

/** Updates the message with the number of people going; where others read it, the person gets a confirmation as well. */
async function answerRsvp(
  context: CommandContext & ReplyMethods & { args: DisplaySettings & { event: Event } },
  choice: RsvpChoice,
): Promise<undefined> {
  const { args } = context;
  const result = await answerEvent(context, choice);
  const repeats = await findRepeats(context.db, args.event, context.now);
  await context.answer(
    eventMessage(args.event, result.turnout, cardReader(context, args), repeats),
  );
  // Whoever waits is told their place in the order wherever they are, and whoever may bring guests is asked.
  const asksForGuests = result.state === 'going' && args.event.guests !== null;
  if (!context.isPrivate || result.state === 'waiting' || asksForGuests)
    await context.say(rsvpMessage(args.event, result, rsvpReader(context)), 'personal');
}

export default defineCommand({
  name: 'event show',
  help: { section: 'events', order: 20 },
  access: inCommunity,
  isReadOnly: true,
  args: { event: event() },
  async run(context) {
    const { db, now, args } = context;
    const turnout = await readTurnout(db, args.event.id);
    const repeats = await findRepeats(db, args.event, now);
    return eventMessage(args.event, turnout, cardReader(context), repeats);
  },
  steps: {
    going: defineAction({
      args: { event: event(), ...displayArguments },
      run: (context) => answerRsvp(context, 'going'),
    }),
    maybe: defineAction({
      args: { event: event(), ...displayArguments },
      run: (context) => answerRsvp(context, 'maybe'),
    }),
    not_going: defineAction({
      args: { event: event(), ...displayArguments },
      run: (context) => answerRsvp(context, 'declined'),
    }),
    join: defineAction({
      args: { event: event() },
      visibility: 'personal',
      async run(context) {
        const result = await answerEvent(context, 'going');
        return announcementRsvpMessage(context.args.event, result, rsvpReader(context));
      },
    }),
    leave: defineAction({
      args: { event: event() },
      visibility: 'private',
      async run(context) {
        const result = await answerEvent(context, 'declined');
        return rsvpMessage(context.args.event, result, rsvpReader(context));
      },
    }),
    guests: defineAction({
      args: { event: event(), count: integer({ min: 0, max: maxGuests }) },
      visibility: 'private',
      async run({ args, ...context }) {
        const notices = createPlaceNotices(context);
        await setGuests({ ...context, notices }, args.event, args.count);
        return guestsMessage(args.event, args.count, context);
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
