import type { ImportedCalendar } from '../../database/generated/client.ts';
import { formatInstant } from '../../language/format-date.ts';
import { capitalize } from '../../language/text/capitalize.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import {
  bold,
  button,
  type Content,
  fields,
  heading,
  message,
  paragraph,
  rows,
  textMessage,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import { calendarHost } from '../host.ts';
import type { CalendarSummary } from '../queries.ts';
import { knownProblem } from '../read-source.ts';
import type { ImportReader } from './item-lines.ts';

const command = 'event calendars';
const maxNameLength = 24;

const actionOf = ({ id }: ImportedCalendar, step: string, args: Record<string, string> = {}) => ({
  ...{ command, step, answer: 'update' as const },
  args: { id, ...args },
});

/** How a calendar is, in one line. */
function stateLine({ calendar, pending, taken }: CalendarSummary, { t }: ImportReader): string {
  const { problem } = calendar;
  return [
    ...(problem === null ? [] : [t('imports.brokenMark')]),
    t('imports.taken', { count: taken }),
    ...(pending > 0 ? [t('imports.waiting', { count: pending })] : []),
  ].join(' · ');
}

/** The calendars of a community. */
export function calendarListMessage(
  calendars: readonly CalendarSummary[],
  reader: ImportReader,
): Message {
  const { t } = reader;
  return message([
    heading(t('imports.title')),
    ...(calendars.length === 0 ? [paragraph(t('imports.none'))] : []),
    rows(
      calendars.map((summary) => ({
        content: [
          bold(summary.calendar.name),
          '\n',
          ...(summary.calendar.url === null
            ? [t('imports.file')]
            : [calendarHost(summary.calendar)]),
          '\n',
          stateLine(summary, reader),
        ],
        name: truncate(summary.calendar.name, maxNameLength),
        buttons: [button(t('imports.open'), actionOf(summary.calendar, 'open'))],
      })),
    ),
  ]);
}

function problemContent({ problem, pollAt }: ImportedCalendar, { t }: ImportReader): Content {
  const said = `${t(`imports.problems.${knownProblem(problem ?? '')}`)} `;
  return `${said}${t(pollAt === null ? 'imports.stopped' : 'imports.triedAgain')}`;
}

/** One calendar, with what can be done about it. */
export function calendarMessage(
  summary: CalendarSummary,
  reader: ImportReader,
  note?: string,
): Message {
  const { t, locale, now } = reader;
  const { calendar, pending } = summary;
  const { name, url, zone, mode, readAt, problem } = calendar;
  const other = mode === 'ask' ? 'automatic' : 'ask';
  return message(
    [
      heading(name),
      ...(note === undefined ? [] : [paragraph(note)]),
      fields([
        [t('imports.source'), calendarHost(calendar) || t('imports.file')],
        [t('imports.events'), stateLine(summary, reader)],
        ...(url === null
          ? []
          : [[t('imports.mode'), capitalize(t(`imports.modes.${mode}`))] as const]),
        [t('imports.zone'), capitalize(formatZone(zone, locale, now))],
        ...(readAt
          ? [
              [
                t('imports.readAt'),
                formatInstant(readAt.toTemporalInstant(), reader.zone, locale, now),
              ] as const,
            ]
          : []),
      ]),
      ...(problem === null ? [] : [paragraph(problemContent(calendar, reader))]),
      rows([]),
    ],
    {
      ...(problem === null ? {} : { tone: 'warning' as const }),
      buttons: [
        [
          ...(pending > 0
            ? [
                button(
                  t('imports.review', { count: pending }),
                  actionOf(calendar, 'review'),
                  'primary',
                ),
              ]
            : []),
          ...(url === null ? [] : [button(t('imports.check'), actionOf(calendar, 'check'))]),
          ...(url === null
            ? []
            : [button(t(`imports.switch.${other}`), actionOf(calendar, 'mode', { mode: other }))]),
          button(t('imports.remove'), actionOf(calendar, 'remove'), 'danger'),
        ],
      ],
    },
  );
}

/** Asks before a calendar is read no more. */
export const confirmRemovalMessage = (
  calendar: ImportedCalendar,
  { t }: Pick<ImportReader, 't'>,
): Message =>
  message([paragraph(t('imports.askRemove', { name: calendar.name })), rows([])], {
    tone: 'warning',
    buttons: [
      [
        button(
          t('imports.removeNow'),
          { ...actionOf(calendar, 'remove_now'), once: true },
          'danger',
        ),
        button(t('imports.keep'), actionOf(calendar, 'open')),
      ],
    ],
  });

export const removedMessage = (name: string, { t }: Pick<ImportReader, 't'>): Message =>
  message([paragraph(t('imports.removed', { name })), rows([])], { tone: 'success' });

export const importLeftMessage = ({ t }: Pick<ImportReader, 't'>): Message =>
  textMessage(t('imports.left'));
