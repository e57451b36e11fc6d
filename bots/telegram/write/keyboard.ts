import { chunk, emptyPlaceholder, splitButtonRows } from '../../../src/message/layout/normalize.ts';
import type { Button, Menu, Message, TextBlock } from '../../../src/message/message.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import type { KeyboardFeatures } from './reader.ts';

/**
 * Limits of an inline keyboard: buttons of a message and of a row; bytes of all labels and data together, which are
 * undocumented (Telegram answers REPLY_MARKUP_TOO_LONG beyond some 10 kB); and UTF-16 units of a label, where Telegram
 * has no limit and Discord's applies.
 */
export const keyboardLimits = { buttons: 100, buttonsPerRow: 8, bytes: 9_000, label: 80 } as const;

/** Colours of buttons. Source: Bot API 9.4, "InlineKeyboardButton"; older servers ignore them. */
type TelegramStyle = 'danger' | 'success' | 'primary';

export type TelegramButton = { text: string; style?: TelegramStyle } & (
  | { callback_data: string }
  | { url: string }
  | { copy_text: { text: string } }
  | { disabled: Record<string, never> }
);

const labelOf = (label: string): string =>
  truncate(label.trim() === '' ? emptyPlaceholder : label, keyboardLimits.label);

const withStyle = ({ label, style }: Button): { text: string; style?: TelegramStyle } => ({
  text: labelOf(label),
  ...(style === undefined || style === 'secondary' ? {} : { style }),
});

/** A disabled button is left out where the server would refuse the whole message for it. */
export function writeButton(
  button: Button,
  can: Partial<KeyboardFeatures>,
): TelegramButton | undefined {
  const { url, token, copy, disabled } = button;
  const base = withStyle(button);
  if (disabled) return can.disabledButtons ? { ...base, disabled: {} } : undefined;
  if (url !== undefined) return { ...base, url };
  if (copy !== undefined && can.copyButtons) return { ...base, copy_text: { text: copy } };
  return token === undefined ? undefined : { ...base, callback_data: token };
}

/** Options in a row, by the UTF-16 units of the longest label, so that a phone shows them in full. */
const perRow = (longest: number): number => (longest <= 12 ? 3 : longest <= 18 ? 2 : 1);

function menuRows({ options }: Menu): Button[][] {
  const longest = Math.max(...options.map(({ label }) => label.length));
  return chunk(options, perRow(longest)).map((row) =>
    row.map(({ label, token }) => ({ label, ...(token === undefined ? {} : { token }) })),
  );
}

/** The placeholder and descriptions of menus, which a keyboard cannot show. */
export const menuBlocks = ({ menus }: Pick<Message, 'menus'>): TextBlock[] =>
  menus.flatMap(({ placeholder, options }): TextBlock[] => {
    const described = options.flatMap(({ label, description = '' }) =>
      description.trim() === ''
        ? []
        : [{ name: label, value: [{ kind: 'text' as const, text: description }] }],
    );
    return [
      { kind: 'paragraph', content: [{ kind: 'text', text: placeholder, italic: true }] },
      ...(described.length > 0 ? [{ kind: 'fields' as const, fields: described }] : []),
    ];
  });

const bytesOfRow = (row: readonly TelegramButton[]): number =>
  Buffer.byteLength(JSON.stringify(row));

/** The keyboards of a message, menus first; several when they exceed the limits of one message. */
export function renderKeyboards(
  { menus, buttons }: Pick<Message, 'menus' | 'buttons'>,
  can: Partial<KeyboardFeatures> = {},
) {
  const rows = splitButtonRows(
    [...menus.flatMap(menuRows), ...buttons],
    keyboardLimits.buttonsPerRow,
  )
    .map((row) =>
      row.map((button) => writeButton(button, can)).filter((button) => button !== undefined),
    )
    .filter((row) => row.length > 0);
  const keyboards: TelegramButton[][][] = [];
  let remaining = { buttons: 0, bytes: 0 };
  for (const row of rows) {
    const bytes = bytesOfRow(row);
    const last = keyboards.at(-1);
    if (last && row.length <= remaining.buttons && bytes <= remaining.bytes) last.push(row);
    else {
      keyboards.push([row]);
      remaining = { buttons: keyboardLimits.buttons, bytes: keyboardLimits.bytes };
    }
    remaining = { buttons: remaining.buttons - row.length, bytes: remaining.bytes - bytes };
  }
  return keyboards;
}
