import { button, type Content, inlines } from './build.ts';
import type { Button, DetailsBlock, PlainBlock } from './message.ts';

/** The command of a press on the button of a folded part, where a platform cannot fold it: the part is answered. */
export const moreCommand = 'more';

/** The button that answers with a folded part, where a platform cannot fold it. */
export const foldedButton = (label: string, blocks: readonly PlainBlock[]): Button =>
  button(label, { command: moreCommand, args: {}, blocks: [...blocks] });

/**
 * A part of a message that is folded away, below a line that is shown in any case.
 * @param more the label of the button that answers with the part, where a platform cannot fold it
 */
export const details = (
  summary: Content,
  blocks: readonly PlainBlock[],
  more: string,
): DetailsBlock => ({
  kind: 'details',
  summary: inlines(summary),
  blocks: [...blocks],
  more: foldedButton(more, blocks),
});
