import type { Button, Message, Row, RowsBlock } from '../message.ts';
import { chunk } from './normalize.ts';

/** Short buttons of several rows in one line, so that a phone shows their labels. */
const shortButtonsPerLine = 3;

/** The first button of a row has the row's name, the others keep their label; all have the row's number. */
const numberedButtons = ({ name, buttons }: Row, number: number): Button[] =>
  buttons.map((button, at) => ({
    ...button,
    label:
      at > 0 || button.disabled || name === '' ? `${button.label} ${number}` : `${number}. ${name}`,
  }));

/** A line of buttons for each row; rows without a name whose only button is short share lines. */
function rowLines({ rows, start }: RowsBlock): Button[][] {
  const lines = rows.map((row, at) => numberedButtons(row, start + at));
  return rows.every(({ name, buttons }) => name === '' && buttons.length <= 1)
    ? chunk(lines.flat(), shortButtonsPerLine)
    : lines;
}

/** The buttons of a message with those of rows before the others, for platforms that show buttons under the text. */
export const flattenRowButtons = ({
  blocks,
  buttons,
}: Pick<Message, 'blocks' | 'buttons'>): Button[][] => [
  ...blocks.flatMap((block) => (block.kind === 'rows' ? rowLines(block) : [])),
  ...buttons,
];
