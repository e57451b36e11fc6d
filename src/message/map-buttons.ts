import type { Block, Button, MenuOption, Message } from './message.ts';

type Actor = Button | MenuOption;

const buttonsOfBlock = (block: Block): Button[] => {
  if (block.kind === 'rows') return block.rows.flatMap((row) => row.buttons);
  return block.kind === 'details' ? [block.more] : [];
};

/** Everything that can be pressed: buttons of blocks, other buttons, options of menus, then the button for the plain form. */
export const actorsOf = (
  message: Pick<Message, 'blocks' | 'buttons' | 'menus' | 'tables'>,
): Actor[] => [
  ...message.blocks.flatMap(buttonsOfBlock),
  ...message.buttons.flat(),
  ...message.menus.flatMap(({ options }) => options),
  ...(message.tables?.asText ? [message.tables.asText] : []),
];

/** The message with each button and option replaced, in the order of {@link actorsOf}. */
export function mapActors(message: Message, replace: (actor: Actor) => Actor): Message {
  const inBlock = (block: Block): Block => {
    if (block.kind === 'details') return { ...block, more: replace(block.more) };
    if (block.kind !== 'rows') return block;
    return {
      ...block,
      rows: block.rows.map((row) => ({ ...row, buttons: row.buttons.map(replace) })),
    };
  };
  return {
    ...message,
    blocks: message.blocks.map(inBlock),
    buttons: message.buttons.map((row) => row.map(replace)),
    menus: message.menus.map((menu) => ({ ...menu, options: menu.options.map(replace) })),
    ...(message.tables?.asText
      ? { tables: { ...message.tables, asText: replace(message.tables.asText) } }
      : {}),
  };
}
