import type { Account, Event } from '../../database/generated/client.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { canRsvp } from '../lifetime.ts';
import { type EventReader, localizedEvent } from '../messages.ts';
import { maxGuests } from '../rsvp/max-guests.ts';

interface GuestReader extends EventReader {
  account: Pick<Account, 'id'>;
}

/** Discord's limit for a row. */
const rowLength = 5;

/** Buttons for the number of guests that a person brings; none where the event takes no guests. */
export function guestButtons(event: Event, guests: number, reader: GuestReader): Button[][] {
  const { t, now, account } = reader;
  const most = Math.min(event.guests ?? 0, maxGuests);
  if (most === 0 || !canRsvp(event, now)) return [];
  const counts = Array.from({ length: most + 1 }, (_, count) => count).filter(
    (count) => count !== guests,
  );
  const buttons = counts.map((count) =>
    button(t('events.bringing.bring', { count }), {
      command: 'event show',
      step: 'guests',
      args: { event: `id:${event.id}`, count },
      account: account.id,
      answer: 'update',
    }),
  );
  return Array.from({ length: Math.ceil(buttons.length / rowLength) }, (_, row) =>
    buttons.slice(row * rowLength, (row + 1) * rowLength),
  );
}

/** Says how many guests a person brings, with buttons to change it. */
export function guestsMessage(event: Event, guests: number, reader: GuestReader): Message {
  const { title } = localizedEvent(event, reader.locale);
  return message([paragraph(reader.t('events.bringing.now', { title, count: guests }))], {
    buttons: guestButtons(event, guests, reader),
  });
}
