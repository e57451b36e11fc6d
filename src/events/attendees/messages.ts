import {
  askButton,
  bold,
  button,
  type Content,
  fields,
  footer,
  heading,
  message,
  numberedList,
  paragraph,
  textMessage,
} from '../../message/build.ts';
import type { Block, Button, Message, MessageFile } from '../../message/message.ts';
import { sheetFormats } from '../../message/sheets/sheet-file.ts';
import { accountApps } from '../../people/account-apps-view.ts';
import { accountNames } from '../../people/account-names.ts';
import { hasEnded } from '../lifetime.ts';
import { type EventReader, formatEventWhen, localizedEvent } from '../messages.ts';
import { formatTurnout } from '../rsvp-messages/messages.ts';
import { type Attendee, type Attendees, attendeeStates } from './read-attendees.ts';

/** Names on one page: a screen of a phone. */
const pageSize = 25;

const attendeeLine = ({ accounts, guests }: Attendee, reader: EventReader): Content => [
  bold(accountNames(accounts)),
  ` (${accountApps(accounts, reader)})`,
  guests > 0 ? ` + ${reader.t('events.bringing.count', { count: guests })}` : '',
];

/** The names of a page under their answers, each with its number among those who answered the same. */
const nameBlocks = (shown: readonly Attendee[], reader: EventReader): Block[] =>
  attendeeStates.flatMap((state) => {
    const some = shown.filter((attendee) => attendee.state === state);
    const [first] = some;
    if (!first) return [];
    return [
      paragraph(bold(reader.t(`events.attendees.groups.${state}`))),
      numberedList(
        some.map((attendee) => attendeeLine(attendee, reader)),
        first.number,
      ),
    ];
  });

/** Other pages, the files, writing to them, and what is left of an event that is over. */
function attendeeButtons(
  { event, all }: Attendees,
  { page, pages }: { page: number; pages: number },
  { t, now }: EventReader,
): Button[][] {
  const args = { event: `id:${event.id}` };
  const turnTo = (label: string, at: number) =>
    button(label, { command: 'event attendees', args: { ...args, page: at }, answer: 'update' });
  return [
    [
      ...(page > 1 ? [turnTo(t('commands.events.previous'), page - 1)] : []),
      ...(page < pages ? [turnTo(t('commands.events.next'), page + 1)] : []),
    ],
    all.length === 0
      ? []
      : [
          ...sheetFormats.map((file) =>
            button(t(`events.attendees.formats.${file}`), {
              command: 'event attendees',
              args: { ...args, file },
            }),
          ),
          askButton(t('events.attendees.write'), { command: 'event message', args }, [
            'to',
            'text',
          ]),
        ],
    event.state === 'scheduled' && hasEnded(event, now)
      ? [askButton(t('events.thanks.addRecord'), { command: 'event edit', args }, ['record'])]
      : [],
  ];
}

/** Who answered an event, for its organisers. @param asked the page, from 1; the last one where there are fewer */
export function attendeesMessage(found: Attendees, asked: number, reader: EventReader): Message {
  const { t, locale } = reader;
  const { event, turnout, worth, all } = found;
  const pages = Math.max(1, Math.ceil(all.length / pageSize));
  const page = Math.min(asked, pages);
  const { title } = localizedEvent(event, locale);
  const erased = turnout.going - all.filter(({ state }) => state === 'going').length;
  return message(
    [
      heading(t('events.attendees.title', { title })),
      fields([
        [t('events.when'), formatEventWhen(event, reader)],
        ...(event.capacity === null
          ? []
          : [[t('events.capacity'), String(event.capacity)] as const]),
        [t('events.goingCount'), formatTurnout(turnout, reader)],
        ...(worth ? [[t('events.thanks.label'), t('events.thanks.counts', worth)] as const] : []),
      ]),
      ...(all.length === 0 ? [paragraph(t('events.attendees.none'))] : []),
      ...nameBlocks(all.slice((page - 1) * pageSize, page * pageSize), reader),
      ...(erased > 0 && page === pages
        ? [paragraph(t('events.attendees.erased', { count: erased }))]
        : []),
      ...(pages > 1
        ? [footer(t('events.attendees.page', { page, pages, total: all.length }))]
        : []),
    ],
    { buttons: attendeeButtons(found, { page, pages }, reader) },
  );
}

/** The file with everyone who answered. */
export const attendeesFileMessage = (
  { event, all }: Attendees,
  file: MessageFile,
  { t, locale }: EventReader,
): Message =>
  textMessage(
    t('events.attendees.file', {
      count: all.length,
      title: localizedEvent(event, locale).title,
    }),
    { files: [file] },
  );
