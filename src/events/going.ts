import { type Call, nowOf } from '../communities/call.ts';
import type { Event } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import { translators } from '../language/catalogue.ts';
import { fold } from '../language/fold.ts';
import type { Locale } from '../language/locale.ts';
import { isZone } from '../language/zone.ts';
import { message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { countGoing } from './find.ts';
import { writeCalendar } from './ics.ts';
import { canGo, type EventReader, eventWords, hasDate, showEvent } from './show.ts';

/** In which language and zone a message stands that people press buttons of. */
interface Standing {
  locale?: Locale | undefined;
  zone?: string | undefined;
}

/** The reader for whom the message was written, whoever presses. */
function readerOf(call: Call, { locale = call.locale, zone }: Standing): EventReader {
  return {
    t: translators[locale].t,
    locale,
    zone: zone !== undefined && isZone(zone) ? zone : call.zone,
    now: call.now,
  };
}

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

/** A word on an event from its own message, which then shows how many go. */
export async function answerGoing(
  call: Call,
  event: Event,
  going: boolean,
  standing: Standing,
): Promise<Message> {
  return showEvent(event, await sayGoing(call, event, going), readerOf(call, standing));
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
