import type { Block, Button, MenuOption, Message } from './message.ts';

type Actor = Button | MenuOption;

const rowButtonsOf = ({ blocks }: Pick<Message, 'blocks'>): Button[] =>
  blocks.flatMap((block) =>
    block.kind === 'rows' ? block.rows.flatMap((row) => row.buttons) : [],
  );

/** Everything that can be pressed in a message: buttons of rows, other buttons, then options of menus. */
export const actorsOf = (message: Pick<Message, 'blocks' | 'buttons' | 'menus'>): Actor[] => [
  ...rowButtonsOf(message),
  ...message.buttons.flat(),
  ...message.menus.flatMap(({ options }) => options),
];

/** The message with each button and option replaced, in the order of {@link actorsOf}. */
export function mapActors(message: Message, replace: (actor: Actor) => Actor): Message {
  const inBlock = (block: Block): Block =>
    block.kind === 'rows'
      ? { ...block, rows: block.rows.map((row) => ({ ...row, buttons: row.buttons.map(replace) })) }
      : block;
  return {
    ...message,
    blocks: message.blocks.map(inBlock),
    buttons: message.buttons.map((row) => row.map(replace)),
    menus: message.menus.map((menu) => ({ ...menu, options: menu.options.map(replace) })),
  };
}
