import type { Message } from '../../bot-api/types.ts';

/** What a client shows in words of a message that has no text of its own: a contact, a place, the emoji of a sticker. */
export function otherText({ contact, venue, location, sticker }: Message): string {
  if (contact) {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ');
    return `${name} · ${contact.phone_number}`;
  }
  if (venue) return `${venue.title} · ${venue.address}`;
  if (location) return `${location.latitude}, ${location.longitude}`;
  return sticker?.emoji ?? '';
}
