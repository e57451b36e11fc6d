import type { ImportedCalendar } from '../../database/generated/client.ts';
import {
  bold,
  button,
  type Content,
  contentParts,
  heading,
  message,
  paragraph,
  type RowInput,
  rows,
  strike,
  textMessage,
} from '../../message/build.ts';
import type { Block, Button, Message } from '../../message/message.ts';
import { contentOfEvent, readContent } from '../content.ts';
import {
  type Decided,
  type DecidedItem,
  type Decision,
  decisionsByState,
  differencesOf,
  versionOf,
} from '../items/decide.ts';
import { type ReviewPage, reviewPageSize } from '../queries.ts';
import { knownProblem } from '../read-source.ts';
import { fieldText, type ImportReader, itemContent } from './item-lines.ts';

const styles: Readonly<Partial<Record<Decision, Button['style']>>> = {
  take: 'success',
  theirs: 'success',
  cancel: 'danger',
};

const command = 'event calendars';

const isOfSeries = (decision: Decision) => decision === 'take_series' || decision === 'skip_series';

/** Ids of the first date on a page of each event that has several. */
const firstDates = (
  items: readonly DecidedItem[],
  series: ReadonlySet<string>,
): ReadonlySet<string> => {
  const news = items.filter(({ state, uid }) => state === 'new' && series.has(uid));
  return new Set([...Map.groupBy(news, ({ uid }) => uid).values()].map(([item]) => item?.id ?? ''));
};

function decisionButtons(item: DecidedItem, isFirst: boolean, { t }: ImportReader): Button[] {
  const offered = decisionsByState[item.state].filter((one) => isFirst || !isOfSeries(one));
  return offered.map((decision) =>
    button(
      t(`imports.decisions.${decision}`),
      {
        ...{ command, step: 'decide', answer: 'update' },
        args: { item: item.id, decision, version: versionOf(item) },
      },
      styles[decision] ?? 'secondary',
    ),
  );
}

/** What is different at the source: ours, then theirs. */
function differenceLines(item: DecidedItem, reader: ImportReader): Content {
  const { t } = reader;
  const theirs = readContent(item.content);
  const { event, calendar } = item;
  if (!theirs || !event) return '';
  const ours = contentOfEvent(event, calendar.community);
  if (!ours) return '';
  const { zone } = calendar.community;
  return differencesOf(item).flatMap(({ field, isOurs }) => [
    `\n${t(`events.${field === 'summary' ? 'summary' : field}`)}: `,
    strike(fieldText(ours, field, zone, reader)),
    ' → ',
    fieldText(theirs, field, zone, reader),
    isOurs ? ` (${t('imports.youChanged')})` : '',
  ]);
}

function itemRow(item: DecidedItem, isFirst: boolean, reader: ImportReader): RowInput {
  const { t } = reader;
  const { zone } = item.calendar;
  const { event } = item;
  const ours =
    item.state === 'new' ? null : event && contentOfEvent(event, item.calendar.community);
  const shown = ours ?? readContent(item.content);
  if (!shown) return { content: '?', name: '', buttons: [] };
  const notes: Content =
    item.state === 'changed'
      ? differenceLines(item, reader)
      : item.state === 'gone'
        ? ['\n', bold(t('imports.gone'))]
        : '';
  return {
    content: [...contentParts(itemContent(shown, zone, reader)), ...contentParts(notes)],
    // The buttons are verbs: on Telegram the number of the row stands behind them.
    name: '',
    buttons: decisionButtons(item, isFirst, reader),
  };
}

/** What is said before the list: what was done just now. */
export interface ReviewNote {
  note?: string | undefined;
  buttons?: readonly Button[] | undefined;
}

/** What was decided on an item, and how an event that was made can be announced. */
export function decidedNote(
  { itemId, decision }: { itemId: string; decision: Decision },
  { event, title }: Decided,
  { t }: ImportReader,
): ReviewNote {
  const note = t(`imports.decided.${decision}`, { title });
  if (decision !== 'take' || !event) return { note };
  const announce = { command, step: 'announce', args: { item: itemId } };
  return { note, buttons: [button(t('imports.announce'), announce, 'primary')] };
}

/** What there is to decide of a calendar, with buttons that do it. */
export function reviewMessage(
  calendar: Pick<ImportedCalendar, 'id' | 'name'>,
  { items, total, page, pageCount, newCount, series }: ReviewPage,
  reader: ImportReader,
  { note, buttons = [] }: ReviewNote = {},
): Message {
  const { t } = reader;
  const action = (step: string, args: Record<string, string | number> = {}) => ({
    ...{ command, step, answer: 'update' as const },
    args: { id: calendar.id, ...args },
  });
  const first = firstDates(items, series);
  const said: Block[] = note === undefined ? [] : [paragraph(note)];
  return message(
    [
      heading(calendar.name),
      ...said,
      paragraph(t('imports.pending', { count: total })),
      rows(
        items.map((item) => itemRow(item, first.has(item.id), reader)),
        1 + (page - 1) * reviewPageSize,
      ),
    ],
    {
      buttons: [
        [
          ...(newCount > 1
            ? [
                button(
                  t('imports.takeAll', { count: newCount }),
                  { ...action('take_all'), once: true },
                  'primary',
                ),
              ]
            : []),
          ...(page > 1
            ? [button(t('imports.previous'), action('review', { page: page - 1 }))]
            : []),
          ...(page < pageCount
            ? [button(t('imports.next'), action('review', { page: page + 1 }))]
            : []),
        ],
        buttons,
      ],
    },
  );
}

/** For organisers: a calendar cannot be read, and why. */
export const problemMessage = (
  { name, problem, pollAt }: Pick<ImportedCalendar, 'name' | 'problem' | 'pollAt'>,
  { t }: Pick<ImportReader, 't'>,
): Message =>
  textMessage(
    [
      t('imports.broken', { name }),
      ' ',
      t(`imports.problems.${knownProblem(problem ?? '')}`),
      ' ',
      t(pollAt === null ? 'imports.stopped' : 'imports.triedAgain'),
    ].join(''),
    { tone: 'warning' },
  );
