import { createHash } from 'node:crypto';
import type { AddressReader } from '../fetch/address-reader.ts';
import type { FetchResult, Validators } from '../fetch/result.ts';
import { readerLimits } from './reader/limits.ts';
import type { CalendarReading, ReadCalendar } from './reader/read-calendar.ts';

/** Why a calendar could not be read; each has a message in `imports.problems`. */
const calendarProblems = [
  'badAddress',
  'notPublic',
  'redirects',
  'unknownHost',
  'unreachable',
  'certificate',
  'timedOut',
  'tooLarge',
  'forbidden',
  'notFound',
  'ended',
  'busy',
  'webPage',
  'notCalendar',
] as const;
export type CalendarProblem = (typeof calendarProblems)[number];

/** The problem that is stored, as a known one. */
export const knownProblem = (stored: string): CalendarProblem =>
  calendarProblems.find((problem) => problem === stored) ?? 'unreachable';

export type SourceReading =
  | ({
      outcome: 'read';
      calendar: ReadCalendar;
      /** Of its bytes. */
      hash: string;
      movedTo: string | undefined;
    } & Validators)
  | { outcome: 'unchanged'; movedTo: string | undefined }
  | { outcome: 'failed'; problem: CalendarProblem; retryAfterMs?: number | undefined };

const limits = { maxBytes: readerLimits.bytes, timeoutMs: 15_000, maxRedirects: 5 } as const;
const accept = 'text/calendar, text/plain;q=0.5, */*;q=0.1';

function problemOfStatus(status = 0): CalendarProblem {
  if (status === 410) return 'ended';
  if (status === 404) return 'notFound';
  if (status === 401 || status === 403) return 'forbidden';
  return status === 429 || status >= 500 ? 'busy' : 'unreachable';
}

function problemOf(
  result: Extract<FetchResult, { outcome: 'refused' | 'failed' }>,
): CalendarProblem {
  switch (result.reason) {
    case 'address':
    case 'port':
      return 'notPublic';
    case 'scheme':
    case 'credentials':
      return 'badAddress';
    case 'tooManyRedirects':
    case 'badRedirect':
    case 'insecureRedirect':
      return 'redirects';
    case 'status':
      return problemOfStatus(result.status);
    case 'encoding':
      return 'notCalendar';
    case 'cancelled':
    case 'protocol':
      return 'unreachable';
    default:
      return result.reason;
  }
}

const charsetOf = (contentType: string | undefined): string | undefined =>
  /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1];

/** The zones and the time by which a calendar is read. */
export type ReadingOptions = Omit<CalendarReading, 'charset'>;

/** Reads a calendar from bytes, as of a file. */
export async function readBytes(
  bytes: Uint8Array,
  options: CalendarReading,
): Promise<{ calendar: ReadCalendar; hash: string } | CalendarProblem> {
  // Loaded when a calendar is read and not before.
  const { readCalendar } = await import('./reader/read-calendar.ts');
  const calendar = await readCalendar(bytes, options);
  if (typeof calendar === 'string') return calendar;
  return { calendar, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** Reads the calendar at an address. @param known what it was read by before, so that it is not sent again */
export async function readSource(
  readAddress: AddressReader,
  address: string,
  options: ReadingOptions,
  known?: Validators,
): Promise<SourceReading> {
  if (!URL.canParse(address)) return { outcome: 'failed', problem: 'badAddress' };
  const result = await readAddress(new URL(address), { limits, accept, known });
  if (result.outcome === 'unchanged') return { outcome: 'unchanged', movedTo: result.movedTo };
  if (result.outcome !== 'fetched')
    return {
      outcome: 'failed',
      problem: problemOf(result),
      ...('retryAfterMs' in result ? { retryAfterMs: result.retryAfterMs } : {}),
    };
  const { body, contentType, movedTo, etag, lastModified } = result;
  const read = await readBytes(body, { ...options, charset: charsetOf(contentType) });
  if (typeof read === 'string') return { outcome: 'failed', problem: read };
  return { outcome: 'read', ...read, movedTo, etag, lastModified };
}
