import { z } from 'zod';
import type { Event } from '../database/generated/client.ts';
import { integer } from '../kit/argument-types/integer.ts';
import { publishedText } from '../kit/argument-types/published-text.ts';
import { webLink } from '../kit/argument-types/web-link.ts';
import type { Argument } from '../kit/define/argument.ts';
import type { ParseContext } from '../kit/define/parse-context.ts';
import { fold } from '../language/text/fold.ts';
import { allTexts, type Translations } from '../language/translations.ts';
import { entriesOf } from '../typed-record.ts';
import { maxGuests } from './rsvp/max-guests.ts';

/** How a field is stored and shown. */
type FieldKind = 'text' | 'link' | 'number';

/** An optional field of an event, which organisers fill in. */
export interface EventField<Column extends keyof Event = keyof Event, Value = unknown> {
  column: Column;
  kind: FieldKind;
  argument(): Argument<Value, ParseContext>;
  /** The column's value when nothing was given. */
  empty: '' | null;
  /** The column's value as a snapshot stores it. */
  schema: z.ZodType<string | number | null>;
  /** Shown as a paragraph under the title instead of beside a label. */
  isLong: boolean;
  /** Known only once the event took place: drafts, templates and series have none. */
  isAfterwards?: boolean;
}

const textField = <Column extends keyof Event>(
  column: Column,
  { max, isLong = false }: { max: number; isLong?: boolean },
) =>
  ({
    column,
    kind: 'text',
    argument: () => publishedText({ max }),
    empty: '',
    schema: z.string(),
    isLong,
  }) as const satisfies EventField<Column, string>;

const numberField = <Column extends keyof Event>(
  column: Column,
  { min, max }: { min: number; max: number },
) =>
  ({
    column,
    kind: 'number',
    argument: () => integer({ min, max }),
    empty: null,
    schema: z.int().nullable(),
    isLong: false,
  }) as const satisfies EventField<Column, number>;

const linkField = <Column extends keyof Event>(column: Column) =>
  ({
    column,
    kind: 'link',
    argument: () => webLink(),
    empty: null,
    schema: z.string().nullable(),
    isLong: false,
  }) as const satisfies EventField<Column, string>;

/**
 * The optional fields of an event by the name of their argument, in the order in which they are shown. A field takes an
 * entry here, a column with its migration, the label `events.NAME`, and the words of its argument in `event_new.json`,
 * which `/event edit` shares: commands, storage, messages, previews, announcements and snapshots go through this list. A
 * rule that refuses a value of it belongs in `editing/requested-change.ts`.
 */
const eventFields = {
  place: textField('place', { max: 200 }),
  topic: textField('topic', { max: 60 }),
  capacity: numberField('capacity', { min: 1, max: 100_000 }),
  guests: numberField('guests', { min: 1, max: maxGuests }),
  source: linkField('sourceUrl'),
  link: linkField('linkUrl'),
  record: { ...linkField('recordUrl'), isAfterwards: true },
  summary: textField('summary', { max: 1500, isLong: true }),
};

type Fields = typeof eventFields;
export type EventFieldName = keyof Fields;

type TextFieldName = {
  [Name in EventFieldName]: Fields[Name]['kind'] extends 'text' ? Name : never;
}[EventFieldName];

/** The columns that are texts, each of which may have translations. */
export type EventTextColumn = 'title' | Fields[TextFieldName]['column'];
export type EventFieldColumns = Pick<Event, Fields[EventFieldName]['column']>;

/** The value that a field's argument has. */
export type EventFieldValue<Name extends EventFieldName> =
  ReturnType<Fields[Name]['argument']> extends Argument<infer Value, infer _Context>
    ? Value
    : never;

/** The fields with their names, in order. */
export const listEventFields = (): [EventFieldName, EventField][] =>
  entriesOf<EventFieldName, EventField>(eventFields);

/** The value of each field's column. */
export const mapEventFields = (
  columnValue: (field: EventField, name: EventFieldName) => unknown,
): EventFieldColumns =>
  Object.fromEntries(
    listEventFields().map(([name, field]) => [field.column, columnValue(field, name)]),
  ) as EventFieldColumns;

/** The texts of an event: the title, the summary, then the others in order. */
export const eventTexts = (event: Pick<Event, EventTextColumn>): Record<EventTextColumn, string> =>
  Object.fromEntries([
    ['title', event.title],
    ['summary', event.summary],
    ...listEventFields().flatMap(([, { kind, column }]) =>
      kind === 'text' ? [[column, event[column as EventTextColumn]]] : [],
    ),
  ]) as Record<EventTextColumn, string>;

/** What an event is found by: its texts in every language, folded. */
export const searchTextOf = (
  content: EventFieldColumns & Pick<Event, 'title'> & { translations: Translations },
): string => fold(allTexts(Object.values(eventTexts(content)), content.translations));
