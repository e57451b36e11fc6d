import {
  chunk,
  emptyPlaceholder,
  normalizeBlocks,
  numberedRow,
  toneIcons,
} from '../../../src/message/layout/normalize.ts';
import { splitBlocks } from '../../../src/message/layout/split-blocks.ts';
import type { Button, Message, PlainBlock, TextBlock } from '../../../src/message/message.ts';
import {
  componentLimits,
  createButtonWriter,
  type DiscordButton,
  type DiscordRow,
  longLinks,
  renderComponentRows,
} from './components.ts';
import { type CommandMention, renderDiscordMarkdown } from './markdown.ts';

/**
 * Limits of a message of components: components with those inside others, and UTF-16 units of all texts together.
 * Source: Discord, "Component Reference"; discord.js guide, "Display Components".
 */
export const listLimits = { components: 40, text: 4000 } as const;

export interface DiscordTextDisplay {
  type: 10;
  content: string;
}

/** A text with a button beside it. */
export interface DiscordSection {
  type: 9;
  components: DiscordTextDisplay[];
  accessory: DiscordButton;
}

/** The only component at the top of a message of components. */
export interface DiscordContainer {
  type: 17;
  accent_color: number;
  components: (DiscordTextDisplay | DiscordSection | DiscordRow)[];
}

/** UTF-16 units of a mark before a message. */
const longestIcon = Math.max(...Object.values(toneIcons).map(({ length }) => length));

type Child = DiscordContainer['components'][number];

/** Components that stay in one message, with what they take of the limits. */
interface Unit {
  children: Child[];
  componentCount: number;
  textLength: number;
}

const countOf = (child: Child): number => {
  switch (child.type) {
    case 10:
      return 1;
    case 9:
      return 2 + child.components.length;
    case 1:
      return 1 + child.components.length;
  }
};

const lengthOf = (child: Child): number => {
  switch (child.type) {
    case 10:
      return child.content.length;
    case 9:
      return child.components.reduce((sum, { content }) => sum + content.length, 0);
    case 1:
      return 0;
  }
};

const unitOf = (children: Child[]): Unit => ({
  children,
  componentCount: children.reduce((sum, child) => sum + countOf(child), 0),
  textLength: children.reduce((sum, child) => sum + lengthOf(child), 0),
});

function textUnits(blocks: readonly TextBlock[], mention: CommandMention): Unit[] {
  const render = (some: readonly TextBlock[]) => renderDiscordMarkdown(some, mention);
  return splitBlocks(blocks, listLimits.text - longestIcon, (some) => render(some).length)
    .map(render)
    .filter((content) => content.trim() !== '')
    .map((content) => unitOf([{ type: 10, content }]));
}

/** A text with its first button beside it and the others under it. */
function sectionUnits(
  block: PlainBlock,
  buttons: readonly Button[],
  writeButton: (button: Button) => DiscordButton | undefined,
  mention: CommandMention,
): Unit[] {
  const texts = textUnits(normalizeBlocks({ blocks: [block] }), mention);
  const [accessory, ...others] = buttons.map(writeButton).filter((button) => button !== undefined);
  if (accessory === undefined) return texts;
  const displays = texts.pop()?.children.filter((child) => child.type === 10) ?? [
    { type: 10, content: emptyPlaceholder },
  ];
  const under = chunk(others, componentLimits.buttonsPerRow);
  return [
    ...texts,
    unitOf([
      { type: 9, components: displays, accessory },
      ...under.map((components): DiscordRow => ({ type: 1, components })),
    ]),
  ];
}

/** Text blocks together, each list of rows and each folded part by itself. */
function unitsOf(message: Message, mention: CommandMention): Unit[] {
  const writeButton = createButtonWriter();
  const units: Unit[] = [];
  let texts: TextBlock[] = [];
  const closeTexts = () => {
    units.push(...textUnits(texts, mention));
    texts = [];
  };
  for (const block of message.blocks) {
    if (block.kind === 'rows') {
      closeTexts();
      units.push(
        ...block.rows.flatMap((row, at) =>
          sectionUnits(numberedRow(row, block.start + at), row.buttons, writeButton, mention),
        ),
      );
    } else if (block.kind === 'details' && block.more.token !== undefined) {
      closeTexts();
      const summary: PlainBlock = { kind: 'paragraph', content: block.summary };
      units.push(...sectionUnits(summary, [block.more], writeButton, mention));
    } else texts.push(...normalizeBlocks({ blocks: [block] }));
  }
  texts.push(...longLinks(message));
  closeTexts();
  return [...units, ...renderComponentRows(message, writeButton).map((row) => unitOf([row]))];
}

const withIcon = (icon: string, [first, ...others]: Child[]): Child[] =>
  first?.type === 10
    ? [{ ...first, content: first.content.replace(/^(#{1,3} )?/, `$1${icon}`) }, ...others]
    : [{ type: 10, content: icon.trim() }, ...(first ? [first] : []), ...others];

/**
 * A message as containers, one for each message of Discord: rows have their buttons beside them. Nothing is cut; what
 * exceeds the limits follows in further messages.
 * @param colour of the bar beside it, RGB
 */
export function renderContainers(
  message: Message,
  colour: number,
  mention: CommandMention,
): DiscordContainer[] {
  const icon = toneIcons[message.tone];
  const containers: { children: Child[]; components: number; text: number }[] = [];
  for (const { children, componentCount, textLength } of unitsOf(message, mention)) {
    const last = containers.at(-1);
    // The container itself is a component too; the icon comes first in the first text.
    const fits =
      last !== undefined &&
      last.components + componentCount <= listLimits.components &&
      last.text + textLength <= listLimits.text;
    if (fits) {
      last.children.push(...children);
      last.components += componentCount;
      last.text += textLength;
    } else {
      containers.push({
        children: [...children],
        components: 1 + componentCount + (containers.length === 0 && icon !== '' ? 1 : 0),
        text: textLength + (containers.length === 0 ? icon.length : 0),
      });
    }
  }
  return containers.map(({ children }, at) => ({
    type: 17,
    accent_color: colour,
    components: at === 0 && icon !== '' ? withIcon(icon, children) : children,
  }));
}
