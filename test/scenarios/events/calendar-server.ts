import { afterAll, beforeAll } from 'vitest';
import type { AddressPolicy } from '../../../src/fetch/policy.ts';
import { isPublicAddress } from '../../../src/fetch/public-address.ts';
import { type LocalServer, startLocalServer } from '../../fetch/local-server.ts';

/** A calendar on the web that a test changes. */
export interface CalendarServer {
  /** As people paste it. */
  url(path?: string): string;
  /** What is answered from now on: lines of the calendar, or a status with a body. */
  serves(answer: readonly string[] | { status: number; body?: string; type?: string }): void;
  /** Of the last request. */
  headers(): LocalServer['headers'];
  requestCount(): number;
}

const host = 'lich.example.org';

/** In tests alone: names of this site are the local server’s, and one name is that of a private network. */
export const localPolicy: AddressPolicy = {
  resolve: async (name) => (name === 'noi-bo.example.org' ? ['10.0.0.5'] : ['127.0.0.1']),
  isAllowedAddress: (address) => address === '127.0.0.1' || isPublicAddress(address),
  isAllowedPort: () => true,
};

/** One event of the served calendar. */
export const served = (uid: string, title: string, day: string, ...lines: readonly string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY;LANGUAGE=vi:${title}`,
  `DTSTART;TZID=SE Asia Standard Time:${day}T193000`,
  'DURATION:PT2H',
  ...lines,
  'END:VEVENT',
];

export const calendarOf = (...events: readonly (readonly string[])[]): string[] => [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'X-WR-CALNAME:Lịch Nhà hát Huế',
  ...events.flat(),
  'END:VCALENDAR',
];

/** Starts the server for the tests of a file. */
export function createCalendarServer(): CalendarServer {
  let server: LocalServer;
  let answer: Parameters<CalendarServer['serves']>[0] = { status: 404 };
  const reply: Parameters<typeof startLocalServer>[0][string] = (response) => {
    if ('status' in answer) {
      response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain' });
      response.end(answer.body ?? '');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/calendar; charset=utf-8' });
    response.end(answer.join('\r\n'));
  };
  beforeAll(async () => {
    server = await startLocalServer({ '/lich.ics': reply });
  });
  afterAll(() => server.close());
  return {
    url: (path = '/lich.ics') => `http://${host}:${server.port}${path}`,
    serves(next) {
      answer = next;
    },
    headers: () => server.headers,
    requestCount: () => server.requests.length,
  };
}
