import type { Account, Community } from '../database/generated/client.ts';
import type { AddressReader } from '../fetch/address-reader.ts';
import type { FileReference } from '../kit/define/raw-value.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { FileContent } from '../pictures/pictures.ts';
import type { Platform } from '../platform.ts';
import { calendarHost } from './host.ts';
import type { NewCalendar } from './manage.ts';
import { readBytes, readSource } from './read-source.ts';
import { eventText } from './reader/event-text.ts';
import { readerLimits } from './reader/limits.ts';

/** What somebody gave to import: an address or a file. */
export interface ImportRequest {
  address?: string | undefined;
  file?: FileReference | undefined;
  zone?: string | undefined;
}

export interface LoadServices {
  account: Pick<Account, 'platform'>;
  now: Temporal.Instant;
  readAddress: AddressReader;
  /** Fetches a file from the platform that delivered it. */
  fetchFile(platform: Platform, file: FileReference, maxBytes: number): Promise<FileContent>;
}

const problem = (name: string, argument: 'address' | 'file'): UserError =>
  new UserError(`imports.problems.${name}`, {}, [argument]);

/** The name of a file, without what says that it is a calendar. */
function nameOfFile({ name }: FileReference): string {
  const most = { max: 100 };
  return eventText(name.replace(/\.(?:ics|ical|ifb)$/i, ''), most) || eventText(name, most);
}

async function loadFile(
  { account, fetchFile, now }: LoadServices,
  community: Community,
  file: FileReference,
  zone: string | undefined,
): Promise<Omit<NewCalendar, 'mode'>> {
  const bytes = await fetchFile(account.platform, file, readerLimits.bytes);
  if (bytes === 'tooBig') throw problem('tooLarge', 'file');
  if (bytes === 'unavailable') throw problem('fileUnavailable', 'file');
  const read = await readBytes(bytes, { now, zone, fallbackZone: community.zone });
  if (typeof read === 'string') throw problem(read, 'file');
  return { ...read, url: null, name: read.calendar.name || nameOfFile(file) };
}

/**
 * Reads what is to be imported.
 * @throws UserError that asks for the address or the file when there is none, or it is no calendar
 */
export async function loadImport(
  services: LoadServices,
  community: Community,
  { address, file, zone }: ImportRequest,
): Promise<Omit<NewCalendar, 'mode'>> {
  if (file) return loadFile(services, community, file, zone);
  if (address === undefined) throw new UserError('imports.refused.nothing', {}, ['address']);
  const options = { now: services.now, zone, fallbackZone: community.zone };
  const reading = await readSource(services.readAddress, address, options);
  if (reading.outcome === 'failed') throw problem(reading.problem, 'address');
  // Without what is known of it before, nothing is unchanged.
  if (reading.outcome === 'unchanged') throw problem('unreachable', 'address');
  const { calendar, hash, movedTo, etag, lastModified } = reading;
  const url = movedTo ?? address;
  return { calendar, hash, url, etag, lastModified, name: calendar.name || calendarHost({ url }) };
}
