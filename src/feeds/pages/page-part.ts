import { isUuid } from '../../database/uuid.ts';

/** What the last part of a page's address names: nothing for the list, a month, an event, or an event as a file. */
export type PagePart =
  | { kind: 'list' }
  | { kind: 'month'; month: Temporal.PlainYearMonth }
  | { kind: 'event' | 'file'; id: string };

export function readPart(text: string | undefined): PagePart | undefined {
  if (text === undefined) return { kind: 'list' };
  if (/^20\d\d-(?:0[1-9]|1[0-2])$/.test(text))
    return { kind: 'month', month: Temporal.PlainYearMonth.from(text) };
  const id = text.replace(/\.ics$/, '');
  return isUuid(id) ? { kind: id === text ? 'event' : 'file', id } : undefined;
}
