import type { MessageFile } from '../../message/message.ts';
import {
  fileNameOf,
  type SheetFormat,
  sheetFile,
  sheetTime,
} from '../../message/sheets/sheet-file.ts';
import { accountApps } from '../../people/account-apps-view.ts';
import { accountNames } from '../../people/account-names.ts';
import { type EventReader, localizedEvent } from '../messages.ts';
import type { Attendee, Attendees } from './read-attendees.ts';

const columns = ['state', 'number', 'name', 'guests', 'app', 'account', 'since'] as const;

/** An account as settings name it, `discord:80351110224678912`: with its letters, no program takes it for a number. */
const accountIds = ({ accounts }: Attendee): string =>
  accounts.map(({ platform, platformId }) => `${platform}:${platformId}`).join(', ');

/** Everyone who answered an event as a file, named after its title. */
export function attendeesFile(
  { event, all }: Attendees,
  reader: EventReader,
  format: SheetFormat,
): Promise<MessageFile> {
  const { t, locale, zone } = reader;
  const rows = all.map((attendee) => [
    t(`events.attendees.groups.${attendee.state}`),
    String(attendee.number),
    accountNames(attendee.accounts),
    String(attendee.guests),
    accountApps(attendee.accounts, reader),
    accountIds(attendee),
    sheetTime(attendee.since, zone),
  ]);
  return sheetFile(
    fileNameOf(localizedEvent(event, locale).title, 'event'),
    [columns.map((column) => t(`events.attendees.columns.${column}`)), ...rows],
    format,
  );
}
