import type { CommandContext } from '../../context/command-context.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { describeRecurrence } from '../../language/recurrence/describe.ts';
import { askButton, bold, button, message, paragraph } from '../../message/build.ts';
import type { Action, Block, Button, Message } from '../../message/message.ts';
import { zoneConversionNote } from '../../message/preview/zone-conversion.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import { clashBlocks } from '../clashes/messages.ts';
import { eventCreatedMessage } from '../editing/messages.ts';
import { encodeEventInput } from '../field-arguments.ts';
import { type EventFieldName, listEventFields } from '../fields.ts';
import type { EventReader } from '../messages.ts';
import { previewEvent } from '../preview.ts';
import { dateBlocks, seriesCreatedMessage } from '../series/messages.ts';
import type { SeriesPlan } from '../series/plan.ts';
import { declineButton } from './decline-button.ts';
import type { PublishedEvent } from './publish.ts';
import type { DraftView } from './view.ts';

type OrganiserReader = EventReader & Pick<CommandContext, 'account'>;
type FieldName =
  | EventFieldName
  | 'title'
  | 'when'
  | 'until'
  | 'repeats'
  | 'picture'
  | 'alt'
  | 'other_alt'
  | 'other_title'
  | 'other_summary';

/** What each button of a draft asks for, by rows: a row of Discord has five at most, a message five rows. */
const buttonRows = [
  { place: ['place'], end: ['until'], summary: ['summary'] },
  { capacity: ['capacity', 'guests'], repeats: ['repeats'], topic: ['topic'] },
  {
    picture: ['picture', 'alt', 'other_alt'],
    links: ['link', 'source'],
    name: ['title', 'when'],
    translation: ['other_title', 'other_summary'],
  },
] as const satisfies readonly Readonly<Record<string, readonly FieldName[]>>[];

/** The fields that have a value, as an organiser would enter them: forms show them. */
const presentValues = ({ event }: DraftView): Action['args'] =>
  encodeEventInput({
    title: event.title,
    ...(event.pictureHash === null ? {} : { alt: event.pictureAlt }),
    ...Object.fromEntries(
      listEventFields().flatMap(([name, { column, empty }]) =>
        event[column] === empty ? [] : [[name, event[column]]],
      ),
    ),
  });

function fieldButtons(view: DraftView, { t }: OrganiserReader): Button[][] {
  const present = presentValues(view);
  return buttonRows.map((row) =>
    Object.entries<readonly FieldName[]>(row).map(([label, names]) => {
      const values = names.flatMap((name) => {
        const value = present[name];
        return value === undefined ? [] : [[name, value] as const];
      });
      const args = { draft: `id:${view.draft.id}`, ...Object.fromEntries(values) };
      return askButton(t(`events.drafts.ask.${label}`), { command: 'event draft', args }, names);
    }),
  );
}

/** How a draft repeats, with its next dates exactly as they will be. */
const repeatBlocks = (plan: SeriesPlan, reader: OrganiserReader): Block[] => [
  paragraph(
    reader.t('events.series.ask', {
      rule: describeRecurrence({ rule: plan.recurring.rule }, reader.locale),
    }),
  ),
  ...(plan.beginsLater ? [paragraph(reader.t('events.series.beginsLater'))] : []),
  paragraph(bold(reader.t('events.series.dates'))),
  ...dateBlocks(plan, reader),
  paragraph(reader.t('events.series.first')),
];

/** A draft with what can be done with it. @param when the date as it was typed just now */
export function draftMessage(view: DraftView, reader: OrganiserReader, when?: DateValue): Message {
  const { t, account } = reader;
  const { draft, event, plan, chats, suggestedBy, clashes } = view;
  const action = (step: string, args = {}) => ({
    command: 'event draft',
    step,
    args: { draft: `id:${draft.id}`, ...args },
    account: account.id,
    answer: 'update' as const,
    once: true,
  });
  return message(
    [
      paragraph(
        suggestedBy === undefined
          ? t('events.drafts.intro')
          : t('events.suggestions.intro', { name: suggestedBy }),
      ),
      ...zoneConversionNote(when, reader),
      ...(plan ? repeatBlocks(plan, reader) : []),
      ...previewEvent(reader, event),
      ...clashBlocks(clashes, reader),
      paragraph(t('commands.event_new.followers', { chats })),
    ],
    {
      buttons: [
        [
          button(
            t('events.drafts.publish'),
            action('publish', { revision: draft.revision }),
            'primary',
          ),
          draft.suggestedById === null
            ? button(t('events.drafts.discard'), action('discard'), 'danger')
            : declineButton(draft, reader),
        ],
        ...fieldButtons(view, reader),
      ],
      picture: pictureOf(event, reader.locale),
    },
  );
}

/** The event that a draft became. */
export const publishedMessage = (
  { event, plan, chats }: PublishedEvent,
  reader: EventReader,
): Message =>
  plan
    ? seriesCreatedMessage({ event, plan, chats }, reader)
    : eventCreatedMessage({ event, chats }, reader);
