/** Markup that a catalogue may use; these names cannot be parameters. */
export const markupTags = ['b', 'i', 'code'] as const;
export type MarkupTag = (typeof markupTags)[number];

/** A piece of a message with the same markup; `tags` from the outermost to the innermost. */
export interface StyledRun {
  readonly text: string;
  readonly tags: readonly MarkupTag[];
}
