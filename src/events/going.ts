import { type Call, nowOf } from '../communities/call.ts';
import { asStands, type Standing } from '../communities/standing.ts';
import type { Event } from '../database/generated/client.ts';
import { Refusal, type Speaking } from '../kit/command.ts';
import { fold } from '../language/fold.ts';
import { message, paragraph, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { countGoing } from './find.ts';
import { writeCalendar } from './ics.ts';
import { canGo, eventWords, hasDate, showEvent } from './show.ts';

/**
 * Keeps a person's word on an event; saying it again changes nothing.
 * @throws Refusal for going where nothing will be, or to what is over
 */
async function sayGoing(call: Call, event: Event, going: boolean): Promise<number> {
  if (going && !canGo(event, call.now)) {
    throw new Refusal(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.over',
    );
  }
  const { id: eventId } = event;
  const { id: personId } = call.person;
  const changedAt = nowOf(call);
  await call.db.interest.upsert({
    where: { eventId_personId: { eventId, personId } },
    create: { eventId, personId, going, changedAt },
    update: { going, changedAt },
  });
  return countGoing(call.db, eventId);
}

/** A word on an event from its own message, which then shows how many go; where others read, it is confirmed to the person alone. */
export async function answerGoing(
  call: Call & Speaking,
  event: Event,
  going: boolean,
  given: Standing,
): Promise<undefined> {
  const count = await sayGoing(call, event, going);
  await call.answer(showEvent(event, count, asStands(call, given)));
  if (call.isPrivate) return;
  const { title } = eventWords(event, call.locale);
  await call.say(
    say(call.t(going ? 'events.youGoTo' : 'events.youDoNotGo', { title })),
    'personal',
  );
}

/** A word on an event from an announcement, which stays as it was sent. */
export async function joinEvent(call: Call, event: Event): Promise<Message> {
  const count = await sayGoing(call, event, true);
  const shown = showEvent(event, count, call);
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
export function calendarFile(call: Call, event: Event): Message {
  if (!hasDate(event)) {
    throw new Refusal(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.noDate',
    );
  }
  const { title, summary, place } = eventWords(event, call.locale);
  const name = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return message([paragraph(call.t('events.calendarHere', { title }))], {
    files: [
      {
        name: `${name || 'event'}.ics`,
        contentType: 'text/calendar; charset=utf-8',
        content: writeCalendar([{ event, title, summary, place }], nowOf(call)),
      },
    ],
  });
}
