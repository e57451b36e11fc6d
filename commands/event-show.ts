import type { CommandContext } from '../src/context/command-context.ts';
import {
  type DisplaySettings,
  displayArguments,
  withDisplaySettings,
} from '../src/context/display-settings.ts';
import type { Event } from '../src/database/generated/client.ts';
import { isUuid } from '../src/database/uuid.ts';
import { event } from '../src/events/arguments.ts';
import { eventCalendarEntry } from '../src/events/calendar/entry-view.ts';
import { goneMessage } from '../src/events/links/messages.ts';
import { communityOf, findLinkedEvent, isShared } from '../src/events/links/shared-events.ts';
import { eventStartPayload } from '../src/events/links/start-payload.ts';
import { eventLine } from '../src/events/messages.ts';
import { findRepeats } from '../src/events/repeats/queries.ts';
import { requireDate, setRsvp } from '../src/events/rsvp/answer.ts';
import type { RsvpChoice } from '../src/events/rsvp/choice.ts';
import { setGuests } from '../src/events/rsvp/guests.ts';
import { maxGuests } from '../src/events/rsvp/max-guests.ts';
import { readNamed, toggleNamed } from '../src/events/rsvp/named.ts';
import { readTurnout } from '../src/events/rsvp/turnout.ts';
import { guestsMessage } from '../src/events/rsvp-messages/guest-messages.ts';
import {
  announcementRsvpMessage,
  eventMessage,
  rsvpMessage,
} from '../src/events/rsvp-messages/messages.ts';
import { createPlaceNotices } from '../src/events/rsvp-messages/notices.ts';
import { answerWorth, worthAnswers } from '../src/events/thanks/feedback.ts';
import { worthNotedMessage } from '../src/events/thanks/messages.ts';
import { calendarFileMessage } from '../src/feeds/calendar/file-view.ts';
import { publicPageUrl } from '../src/feeds/pages/addresses.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import type { ReplyMethods } from '../src/kit/define/reply.ts';
import { textMessage } from '../src/message/build.ts';
import type { Message } from '../src/message/message.ts';
import { defineAction, defineCommand } from './define.ts';

/** Stores an answer, and tells whoever gets a place by it. */
const answerEvent = (context: CommandContext & { args: { event: Event } }, choice: RsvpChoice) =>
  setRsvp({ ...context, notices: createPlaceNotices(context) }, context.args.event, choice);

/** The context in which a card is shown, with the addresses of the event's page and for sharing it, and who is named. */
async function cardReader<Context extends CommandContext>(
  context: Context,
  shown: Event,
  settings: DisplaySettings = {},
) {
  const community = (await communityOf(context, shown)) ?? undefined;
  const reader = withDisplaySettings({ ...context, community }, settings);
  return {
    ...reader,
    pageUrl: publicPageUrl(community, reader, shown.id),
    shareUrl:
      community && isShared(community)
        ? context.platformPermissions[context.account.platform].shareUrl(
            eventStartPayload(shown.id),
            eventLine(shown, reader),
          )
        : undefined,
    named: await readNamed(context, shown, community),
  };
}

/** The card of an event. */
async function showCard(context: CommandContext, shown: Event): Promise<Message> {
  const { db, now } = context;
  const turnout = await readTurnout(db, shown.id);
  const repeats = await findRepeats(db, shown, now);
  return eventMessage(shown, turnout, await cardReader(context, shown), repeats);
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
    eventMessage(args.event, result.turnout, await cardReader(context, args.event, args), repeats),
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
  run: (context) => showCard(context, context.args.event),
  steps: {
    // What a link opens: it may come from anywhere, and is the first that somebody sees of the bot.
    open: defineAction({
      isReadOnly: true,
      args: { id: text({ max: 36 }) },
      async run(context) {
        const { id } = context.args;
        const shown = isUuid(id) ? await findLinkedEvent(context, id) : null;
        return shown ? showCard(context, shown) : goneMessage(context);
      },
    }),
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
    name: defineAction({
      args: { event: event(), ...displayArguments },
      async run(context) {
        const { db, now, args, t } = context;
        const isNamed = await toggleNamed(context, args.event);
        const turnout = await readTurnout(db, args.event.id);
        const repeats = await findRepeats(db, args.event, now);
        const reader = await cardReader(context, args.event, args);
        await context.answer(eventMessage(args.event, turnout, reader, repeats));
        await context.say(textMessage(t(`events.named.${isNamed ? 'on' : 'gone'}`)), 'personal');
        return undefined;
      },
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
    worth: defineAction({
      args: { event: event(), answer: choice(worthAnswers, 'events.thanks.answers') },
      visibility: 'popUp',
      async run({ args: { event: attended, answer }, ...context }) {
        await answerWorth(context, attended, answer);
        return worthNotedMessage(answer, context);
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
