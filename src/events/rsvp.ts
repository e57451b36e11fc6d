import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import { type DisplaySettings, withDisplaySettings } from '../context/display-settings.ts';
import type { Event } from '../database/generated/client.ts';
import { writeCalendar } from '../feeds/ical-writer.ts';
import type { ReplyMethods } from '../kit/define/reply.ts';
import { UserError } from '../kit/define/user-error.ts';
import { fold } from '../language/text/fold.ts';
import { message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { canRsvp, eventMessage, hasDate, localizedEvent } from './messages.ts';
import { countGoing } from './queries.ts';

/**
 * Keeps a person's word on an event; saying it again changes nothing.
 * @throws Refusal for going where nothing will be, or to what is over
 */
async function setRsvp(call: CommandContext, event: Event, going: boolean): Promise<number> {
  if (going && !canRsvp(event, call.now)) {
    throw new UserError(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.over',
    );
  }
  const { id: eventId } = event;
  const { id: personId } = call.person;
  const changedAt = nowAsDate(call);
  await call.db.rsvp.upsert({
    where: { eventId_personId: { eventId, personId } },
    create: { eventId, personId, going, changedAt },
    update: { going, changedAt },
  });
  return countGoing(call.db, eventId);
}

/** A word on an event from its own message, which then shows how many go; where others read, it is confirmed to the person alone. */
export async function answerRsvp(
  call: CommandContext & ReplyMethods,
  event: Event,
  going: boolean,
  given: DisplaySettings,
): Promise<undefined> {
  const count = await setRsvp(call, event, going);
  await call.answer(eventMessage(event, count, withDisplaySettings(call, given)));
  if (call.isPrivate) return;
  const { title } = localizedEvent(event, call.locale);
  await call.say(
    textMessage(call.t(going ? 'events.youGoTo' : 'events.youDoNotGo', { title })),
    'personal',
  );
}

/** A word on an event from an announcement, which stays as it was sent. */
export async function rsvpFromAnnouncement(call: CommandContext, event: Event): Promise<Message> {
  const count = await setRsvp(call, event, true);
  const shown = eventMessage(event, count, call);
  return {
    ...shown,
    tone: 'success',
    blocks: [paragraph(call.t('events.youGo')), ...shown.blocks],
  };
}

/**
 * The event for the person's own calendar.
 * @throws Refusal when it is cancelled, or has no date yet
 */
export function eventCalendarFile(call: CommandContext, event: Event): Message {
  if (!hasDate(event)) {
    throw new UserError(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.noDate',
    );
  }
  const { title, summary, place } = localizedEvent(event, call.locale);
  const name = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return message([paragraph(call.t('events.calendarHere', { title }))], {
    files: [
      {
        name: `${name || 'event'}.ics`,
        contentType: 'text/calendar; charset=utf-8',
        content: writeCalendar([{ event, title, summary, place }], nowAsDate(call)),
      },
    ],
  });
}
