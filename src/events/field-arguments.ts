import { clearable, clearToken } from '../kit/argument-types/clearable.ts';
import { type DateValue, date, formatDateValue } from '../kit/argument-types/dates/date.ts';
import { recurrence } from '../kit/argument-types/dates/recurrence.ts';
import { publishedText } from '../kit/argument-types/published-text.ts';
import type { Argument } from '../kit/define/argument.ts';
import type { ParseContext } from '../kit/define/parse-context.ts';
import type { Recurrence } from '../language/recurrence/rule.ts';
import { formatRecurrence } from '../language/recurrence/rule-text.ts';
import {
  type PictureChange,
  pictureArguments,
  pictureChangeArguments,
} from '../pictures/picture-arguments.ts';
import { storedPictureArgument } from '../pictures/picture-input.ts';
import { type EventEnd, encodeEventEnd, eventEnd } from './event-end-argument.ts';
import { type EventFieldName, type EventFieldValue, listEventFields } from './fields.ts';

/** What organisers enter of an event. The empty text clears a field. */
export type EventInput = {
  title?: string | undefined;
  when?: DateValue | undefined;
  until?: EventEnd | undefined;
  repeats?: Recurrence | undefined;
  other_title?: string | undefined;
  other_summary?: string | undefined;
} & Partial<PictureChange> & { [Name in EventFieldName]?: EventFieldValue<Name> | '' | undefined };

/** The arguments of a button that passes an input on. */
export function encodeEventInput({
  when,
  until,
  repeats,
  picture,
  ...others
}: EventInput): Record<string, string | number | boolean> {
  const given = Object.entries(others).flatMap(
    ([name, value]: [string, string | number | boolean | undefined]) =>
      value === undefined ? [] : [[name, value === '' ? clearToken : value] as const],
  );
  return {
    ...(when ? { when: formatDateValue(when) } : {}),
    ...(until ? { until: encodeEventEnd(until) } : {}),
    ...(repeats ? { repeats: formatRecurrence(repeats) } : {}),
    ...(picture === undefined ? {} : { picture_hash: picture }),
    ...Object.fromEntries(given),
  };
}

type FieldArguments<Cleared> = {
  [Name in EventFieldName]: Argument<EventFieldValue<Name> | Cleared | undefined, ParseContext>;
};

type AnyFieldArgument = Argument<unknown, ParseContext>;

/** @param wrap what the argument of each field becomes */
const fieldArguments = <Cleared>(
  wrap: (argument: AnyFieldArgument) => AnyFieldArgument,
): FieldArguments<Cleared> =>
  Object.fromEntries(
    listEventFields().map(([name, field]) => [name, wrap(field.argument()).optional()]),
  ) as FieldArguments<Cleared>;

const title = () => publishedText({ max: 200 });
const summary = () => publishedText({ max: 1500 });

/** The arguments of `event new`, the source first among the optional ones. */
export function newEventArguments() {
  const { source, record: _afterwards, ...others } = fieldArguments<never>((argument) => argument);
  return {
    title: title(),
    when: date({ several: true }),
    source,
    until: eventEnd().optional(),
    repeats: recurrence().optional(),
    ...others,
    // Whoever makes an event of a message begins with its words.
    summary: others.summary.fromMessage(),
    other_title: title().optional(),
    other_summary: summary().optional(),
    ...pictureArguments(),
  };
}

/** The arguments of `event edit`: all optional, and fields can be cleared. */
export const editEventArguments = () => ({
  title: title().optional(),
  when: date({ several: true }).optional(),
  until: eventEnd().optional(),
  repeats: recurrence().optional(),
  ...fieldArguments<''>(clearable),
  other_title: clearable(title()).optional(),
  other_summary: clearable(summary()).optional(),
  ...pictureChangeArguments(),
  ...storedPictureArgument,
});
