import { renderDiscordMessages } from '../../bots/discord/write/message.ts';
import { renderTelegramMessages } from '../../bots/telegram/write/message.ts';
import { renderMarkdown } from '../../playground/discord/messages/markdown.ts';
import type { Message } from '../../src/message/message.ts';
import { renderWithTdlib } from '../../test/support/specifications/tdlib.ts';
import { isSubsequence, visibleLetters } from '../../test/support/visible-letters.ts';

const reader = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh', dateTime: true } as const;
/** All users exist and every mention pings. */
const everybody = {
  locale: 'vi',
  now: 0,
  user: (id: string) => id,
  role: (id: string) => id,
  channel: (id: string) => id,
  pings: () => true,
} as const;
const pinging = new Set(['mention', 'text_mention']);

/** Problems of a message as rendered on both platforms. */
export function findRenderProblems(said: Message, words: readonly string[]): string[] {
  const telegram = renderTelegramMessages(said, reader)
    .filter(({ text }) => text !== '')
    .map(({ text }) => renderWithTdlib(text));
  const discord = renderDiscordMessages(said).flatMap(({ content, embeds }) =>
    renderMarkdown(content + embeds.map(({ description }) => description).join(''), everybody),
  );
  const shown = {
    telegram: visibleLetters(telegram.map(({ text }) => text).join('')),
    discord: visibleLetters(discord.map(({ text }) => text).join('')),
  };
  return [
    ...telegram.flatMap(({ text, entities }) =>
      entities
        .filter(({ type }) => pinging.has(type))
        .map(({ offset, length }) => `pings on Telegram: ${text.slice(offset, offset + length)}`),
    ),
    ...discord.flatMap(({ text, mention }) => (mention ? [`pings on Discord: ${text}`] : [])),
    ...words.flatMap((word) =>
      Object.entries(shown).flatMap(([platform, text]) =>
        isSubsequence(visibleLetters(word), text) ? [] : [`lost on ${platform}: ${word}`],
      ),
    ),
  ];
}
