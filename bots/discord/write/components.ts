import { flattenRowButtons } from '../../../src/message/layout/flatten-rows.ts';
import { chunk, emptyPlaceholder, splitButtonRows } from '../../../src/message/layout/normalize.ts';
import type { Button, Menu, MenuOption, Message, TextBlock } from '../../../src/message/message.ts';
import { truncate } from '../../../src/message/text/truncate.ts';

/**
 * Discord's limits for buttons and selects: rows of a message, buttons of a row, options of a select, and UTF-16
 * units of a label, an address and a placeholder. Source: Discord, "Component Reference".
 */
export const componentLimits = {
  rows: 5,
  buttonsPerRow: 5,
  label: 80,
  url: 512,
  options: 25,
  optionLabel: 100,
  optionDescription: 100,
  placeholder: 150,
} as const;

export interface DiscordRow {
  type: 1;
  components: (DiscordButton | DiscordSelect)[];
}

export type DiscordButton =
  | { type: 2; style: 1 | 2 | 3 | 4; label: string; custom_id: string; disabled?: true }
  | { type: 2; style: 5; label: string; url: string };

/** `custom_id` only distinguishes the selects of a message; the chosen option's value is the token. */
export interface DiscordSelect {
  type: 3;
  custom_id: string;
  placeholder?: string;
  options: { label: string; value: string; description?: string }[];
}

const styles = { primary: 1, secondary: 2, success: 3, danger: 4 } as const;

const labelOf = (label: string, maxLength: number): string =>
  truncate(label.trim() === '' ? emptyPlaceholder : label, maxLength);

/** Whether a button's address exceeds the limit; then it becomes a link in the text. */
const isUrlTooLong = ({ url }: Button): boolean =>
  url !== undefined && url.length > componentLimits.url;

/** Buttons of a message or its rows whose address is too long for a button, as links in the text. */
export const longLinks = (message: Pick<Message, 'blocks' | 'buttons'>): TextBlock[] =>
  flattenRowButtons(message)
    .flat()
    .filter(isUrlTooLong)
    .map(({ label, url = '' }) => ({
      kind: 'paragraph',
      content: [{ kind: 'link', text: label.trim() === '' ? url : label, url }],
    }));

/** Writes the buttons of one message: those that cannot be pressed get an id that is unique in it. */
export function createButtonWriter(): (button: Button) => DiscordButton | undefined {
  let disabledCount = 0;
  return (button) => {
    const label = labelOf(button.label, componentLimits.label);
    if (button.url !== undefined && !button.disabled) {
      return isUrlTooLong(button) ? undefined : { type: 2, style: 5, label, url: button.url };
    }
    const style = styles[button.style ?? 'secondary'];
    if (button.disabled) {
      disabledCount += 1;
      return { type: 2, style, label, custom_id: `disabled:${disabledCount}`, disabled: true };
    }
    return button.token === undefined
      ? undefined
      : { type: 2, style, label, custom_id: button.token };
  };
}

function writeOption({ label, description, token }: MenuOption) {
  if (token === undefined) return [];
  const { optionLabel, optionDescription } = componentLimits;
  return [
    {
      label: labelOf(label, optionLabel),
      value: token,
      ...(description === undefined || description.trim() === ''
        ? {}
        : { description: truncate(description, optionDescription) }),
    },
  ];
}

/** One menu as one select, or several numbered ones when it has too many options. */
function writeMenu({ placeholder, options }: Menu): Omit<DiscordSelect, 'custom_id'>[] {
  const pages = chunk(options.flatMap(writeOption), componentLimits.options);
  return pages.map((page, at) => {
    const count = pages.length > 1 ? ` (${at + 1}/${pages.length})` : '';
    const text = truncate(placeholder.trim(), componentLimits.placeholder - count.length) + count;
    return {
      type: 3,
      ...(text.trim() === '' ? {} : { placeholder: text }),
      options: page,
    };
  });
}

/** All rows of a message, menus first; more than five take several messages. */
export function renderComponentRows(
  { menus, buttons }: Pick<Message, 'menus' | 'buttons'>,
  writeButton = createButtonWriter(),
): DiscordRow[] {
  const selects = menus.flatMap(writeMenu).map(
    (select, at): DiscordRow => ({
      type: 1,
      components: [{ ...select, custom_id: `menu:${at}` }],
    }),
  );
  const rows = splitButtonRows(buttons, componentLimits.buttonsPerRow).map(
    (row): DiscordRow => ({
      type: 1,
      components: row.map(writeButton).filter((button) => button !== undefined),
    }),
  );
  return [...selects, ...rows.filter(({ components }) => components.length > 0)];
}
