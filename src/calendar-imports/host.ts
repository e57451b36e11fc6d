import { displayHost } from '../message/links/web-link.ts';

/** Where a calendar is: of an address its host alone, since the rest may be a secret; empty for a file. */
export const calendarHost = ({ url }: { url: string | null }): string =>
  url === null ? '' : displayHost(url);
