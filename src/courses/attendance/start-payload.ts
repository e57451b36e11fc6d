import { readCode } from './codes.ts';

/** Begins the payload of a link that checks in. */
const mark = 'in-';

/** What a link to the bot carries to check in: see `PlatformPermissions.privateChatUrl`. */
export const checkInPayload = (code: string): string => `${mark}${code}`;

/** The code that such a link carries; undefined when it carries none. */
export const readCheckInPayload = (payload: string): string | undefined =>
  payload.startsWith(mark) ? readCode(payload.slice(mark.length)) : undefined;
