import { capitalize } from '../../language/text/capitalize.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { button, fields, heading, list, message, paragraph } from '../../message/build.ts';
import type { Action, Block, Message } from '../../message/message.ts';
import { contentOf } from '../content.ts';
import { calendarHost } from '../host.ts';
import type { ReadCalendar } from '../reader/read-calendar.ts';
import { type ImportReader, itemContent } from './item-lines.ts';

/** Events of a calendar that a preview shows. */
const shownEvents = 5;
/** Names of unknown zones that are shown. */
const shownZones = 3;

export interface ImportPreview {
  name: string;
  /** Null for a file. */
  url: string | null;
  calendar: ReadCalendar;
  /** The arguments of the call, to keep the calendar by. */
  args: Action['args'];
}

/** What was not read, if anything. */
function unreadLines({ unread }: ReadCalendar, { t }: ImportReader): string[] {
  const { events, rules, privateEvents, zones, isTruncated } = unread;
  return [
    ...(events > 0 ? [t('imports.unread.events', { count: events })] : []),
    ...(rules > 0 ? [t('imports.unread.rules', { count: rules })] : []),
    ...(privateEvents > 0 ? [t('imports.unread.privateEvents', { count: privateEvents })] : []),
    ...(zones.length > 0
      ? [t('imports.unread.zones', { zones: zones.slice(0, shownZones).join(', ') })]
      : []),
    ...(isTruncated ? [t('imports.unread.truncated')] : []),
  ];
}

/** A calendar before it is kept: how much it has, what is next, and in which zone it was read. */
export function previewMessage(
  { name, url, calendar, args }: ImportPreview,
  reader: ImportReader,
): Message {
  const { t, locale, now } = reader;
  const coming = calendar.items.filter(({ isCancelled }) => !isCancelled);
  const keep = (mode: 'ask' | 'automatic') => ({
    ...{ command: 'event import', step: 'keep', answer: 'update' as const, once: true },
    args: { ...args, mode },
  });
  const next: Block[] =
    coming.length === 0
      ? []
      : [
          paragraph(t('imports.nextEvents')),
          list(
            coming
              .slice(0, shownEvents)
              .map((item) => itemContent(contentOf(item, name), calendar.zone, reader)),
          ),
        ];
  return message(
    [
      heading(name),
      fields([
        [t('imports.source'), calendarHost({ url }) || t('imports.file')],
        [t('imports.coming'), t('imports.count', { count: coming.length })],
        [t('imports.zone'), capitalize(formatZone(calendar.zone, locale, now))],
      ]),
      ...next,
      ...unreadLines(calendar, reader).map((line) => paragraph(line)),
      paragraph(t(url === null ? 'imports.askFile' : 'imports.askKeep')),
    ],
    {
      buttons: [
        [
          button(t(url === null ? 'imports.choose' : 'imports.keepAsking'), keep('ask'), 'primary'),
          button(t(url === null ? 'imports.takeFile' : 'imports.keepAutomatic'), keep('automatic')),
          button(t('imports.doNotKeep'), {
            command: 'event import',
            step: 'leave',
            args: {},
            answer: 'update',
          }),
        ],
      ],
    },
  );
}
