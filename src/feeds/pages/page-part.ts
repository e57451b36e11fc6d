import { isUuid } from '../../database/uuid.ts';

/** What a page shows: what is coming, a month, or an event. */
export type PageSubject =
  | { kind: 'list' }
  | { kind: 'month'; month: Temporal.PlainYearMonth }
  | { kind: 'event'; id: string };

/** What the last part of a page's address names: a page, the picture of one, or an event as a file for calendars. */
export interface PagePart {
  subject: PageSubject;
  form: 'page' | 'picture' | 'file';
}

function readSubject(text: string): PageSubject | undefined {
  if (/^20\d\d-(?:0[1-9]|1[0-2])$/.test(text))
    return { kind: 'month', month: Temporal.PlainYearMonth.from(text) };
  return isUuid(text) ? { kind: 'event', id: text } : undefined;
}

/** The name of the picture of what is coming. */
const listPicture = 'coming';

/** @param text undefined for the address of the community itself */
export function readPart(text: string | undefined): PagePart | undefined {
  if (text === undefined) return { subject: { kind: 'list' }, form: 'page' };
  const [name = '', ending] = text.split('.');
  if (text === `${listPicture}.png`) return { subject: { kind: 'list' }, form: 'picture' };
  const subject = readSubject(name);
  if (!subject) return undefined;
  if (text === name) return { subject, form: 'page' };
  if (text === `${name}.png`) return { subject, form: 'picture' };
  return ending === 'ics' && text === `${name}.ics` && subject.kind === 'event'
    ? { subject, form: 'file' }
    : undefined;
}

/** The last part of the address of a subject's picture. @param part that of its page */
export const picturePart = (part: string | undefined): string => `${part ?? listPicture}.png`;
