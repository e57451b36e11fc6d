import type {
  TextSpan,
  VisibleButton,
  VisibleMessage,
  VisiblePart,
} from '../../../playground/driver/visible-message.ts';

const wordsOf = (texts: readonly TextSpan[][]): string =>
  texts
    .flat()
    .map(({ text }) => text)
    .join('');

/** The parts of a message that is laid out in parts, those of containers too. */
const partsOf = ({ layout = [] }: VisibleMessage): VisiblePart[] =>
  layout.flatMap((part) => (part.kind === 'container' ? part.parts : [part]));

/**
 * The button that a label of Telegram means on Discord: there the buttons of a row are beside it, and neither its number
 * nor its name is on them. `2. Film week` is the first button of the second row, `Going 2` the one called “Going”.
 */
export function rowButton(message: VisibleMessage, label: string): VisibleButton | undefined {
  const named = /^(\d+)\. /.exec(label);
  const numbered = /^(.+) (\d+)$/.exec(label);
  const number = named?.[1] ?? numbered?.[2];
  if (number === undefined) return undefined;
  const parts = partsOf(message);
  const at = parts.findIndex(
    (part) => part.kind === 'section' && wordsOf(part.texts).startsWith(`${number}. `),
  );
  const section = parts[at];
  if (section?.kind !== 'section') return undefined;
  if (named) return section.button;
  const under = parts[at + 1];
  const buttons = [section.button, ...(under?.kind === 'row' ? under.buttons : [])];
  return buttons.find((button) => button?.label === numbered?.[1]);
}

/** A label as it is compared between the platforms: without the number and the name of a row. */
export const withoutRow = (label: string): string =>
  label.replace(/^(?:\d+\. .*|Chi tiết|Details)$/, '(row)').replace(/ \d+$/, '');
