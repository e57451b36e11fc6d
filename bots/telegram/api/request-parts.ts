import type { InlineKeyboardMarkup } from 'telegraf/types';
import type { TelegramButton } from '../write/keyboard.ts';
import type { TelegramMessage } from '../write/message.ts';

/** telegraf's types end at Bot API 7.1, and it passes the buttons of later versions on unchanged. */
export const inlineKeyboard = (keyboard: readonly TelegramButton[][]): InlineKeyboardMarkup => ({
  inline_keyboard: keyboard as InlineKeyboardMarkup['inline_keyboard'],
});

/** The caption of a file as arguments of a method. */
export const captionOf = ({ text }: Pick<TelegramMessage, 'text'>) =>
  text === '' ? {} : { caption: text, parse_mode: 'HTML' as const };
