import { createHash } from 'node:crypto';

const label = 'Callboard · ';
const pattern = new RegExp(`(?:^|\\n)${label}([0-9a-z]{10})(?=\\s|$)`, 'g');

/**
 * The line of a description by which an event is known again when the answer to the request that made it was lost, or
 * the database was restored from a backup. The same in every server and after every change of the event.
 */
export const markOf = (eventId: string): string =>
  label +
  BigInt(`0x${createHash('sha256').update(eventId).digest('hex').slice(0, 14)}`)
    .toString(36)
    .padStart(10, '0')
    .slice(-10);

/** The mark in a description, which people may have changed around it: the last one, since ours ends a description. */
export const readMark = (description: string): string | undefined => {
  const code = [...description.matchAll(pattern)].at(-1)?.[1];
  return code === undefined ? undefined : label + code;
};
