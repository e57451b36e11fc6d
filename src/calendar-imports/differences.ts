import type { EventInput } from '../events/field-arguments.ts';
import { type ItemContent, whenInput } from './content.ts';

/** What an event and its source can differ in. */
const comparedFields = ['title', 'when', 'place', 'topic', 'source', 'summary'] as const;
export type ComparedField = (typeof comparedFields)[number];

export interface Difference {
  field: ComparedField;
  /** Whether organisers changed it, too. */
  isOurs: boolean;
}

const fieldValue = (content: ItemContent, field: ComparedField): string =>
  field === 'when' ? `${content.start}/${content.end}` : content[field];

/**
 * What changed at the source since organisers last decided, and is otherwise in the event.
 * @param base the source when they decided @param theirs the source now @param ours the event
 */
export const findDifferences = (
  base: ItemContent,
  theirs: ItemContent,
  ours: ItemContent,
): Difference[] =>
  comparedFields.flatMap((field) => {
    const [before, now, here] = [base, theirs, ours].map((content) => fieldValue(content, field));
    return before === now || here === now ? [] : [{ field, isOurs: here !== before }];
  });

/** Whether an event is no longer what its source was when it was last decided on. */
export const isEdited = (base: ItemContent, ours: ItemContent): boolean =>
  comparedFields.some((field) => fieldValue(base, field) !== fieldValue(ours, field));

/** The edit that makes these fields of an event what the source says. */
export function inputOf(theirs: ItemContent, fields: readonly ComparedField[]): EventInput {
  const { title, place, topic, summary, source } = theirs;
  const texts = { title, place, topic, summary, source };
  return {
    ...(fields.includes('when') ? whenInput(theirs) : {}),
    ...Object.fromEntries(
      fields.flatMap((field) => (field === 'when' ? [] : [[field, texts[field]]])),
    ),
  };
}

/** What organisers decided on: the source now in these fields, and what they knew before in all others. */
export const mergeBase = (
  base: ItemContent,
  theirs: ItemContent,
  fields: readonly ComparedField[],
): ItemContent => ({
  ...base,
  ...Object.fromEntries(
    fields.flatMap((field) =>
      field === 'when'
        ? [
            ['start', theirs.start],
            ['end', theirs.end],
          ]
        : [[field, theirs[field]]],
    ),
  ),
});
