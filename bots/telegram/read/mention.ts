import type { Message } from 'telegraf/types';

/** Where the bot is mentioned by its name in any case, without being part of a longer name. */
const mentionOf = (botName: string) => new RegExp(`(?<![\\w@])@${botName}(?!\\w)`, 'giu');

const textOf = (message: Message): string =>
  'text' in message ? message.text : 'caption' in message ? (message.caption ?? '') : '';

/**
 * Whether a message mentions the bot. Telegram delivers such messages of a group also to a bot that does not read the
 * others. Source: what BotFather says of the mode (`/setprivacy`).
 */
export const mentions = (message: Message, botName: string): boolean =>
  botName !== '' && mentionOf(botName).test(textOf(message));

/** A text without the mentions of the bot. */
export const withoutMention = (text: string, botName: string): string =>
  botName === '' ? text : text.replace(mentionOf(botName), ' ').trim();
