import { isUuid } from '../../database/uuid.ts';

/** Begins the payload of a link that opens an event. */
const mark = 'e';

/** An event's id in 22 letters of A-Z, a-z, 0-9, - and _. */
export const shortEventId = (eventId: string): string =>
  Buffer.from(eventId.replaceAll('-', ''), 'hex').toString('base64url');

/** The id that {@link shortEventId} was given; undefined for anything else. */
export function readShortEventId(short: string): string | undefined {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  // A last letter can have bits that count for nothing: only one spelling is an event's.
  return isUuid(id) && shortEventId(id) === short ? id : undefined;
}

/** What a link to the bot carries to open an event: 23 of the 64 characters that Telegram takes. */
export const eventStartPayload = (eventId: string): string => `${mark}${shortEventId(eventId)}`;

/** The id of the event that such a link opens; undefined when it opens none. */
export const readEventPayload = (payload: string): string | undefined =>
  payload.startsWith(mark) ? readShortEventId(payload.slice(mark.length)) : undefined;
