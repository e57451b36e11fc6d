import { writeDiscord } from '../../bots/discord/write.ts';
import { writeTelegram } from '../../bots/telegram/write.ts';
import { renderMarkdown } from '../../playground/discord/markdown.ts';
import type { Message } from '../../src/message/message.ts';
import { letters, standsIn } from '../../test/support/letters.ts';
import { shownByTdlib } from '../../test/support/tdlib.ts';

const reader = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh' } as const;
/** Everybody exists and every mention pings. */
const everybody = {
  locale: 'vi',
  now: 0,
  user: (id: string) => id,
  role: (id: string) => id,
  channel: (id: string) => id,
  pings: () => true,
} as const;
const pinging = new Set(['mention', 'text_mention']);

/** What is wrong with a message as both platforms show it. */
export function wrongIn(said: Message, words: readonly string[]): string[] {
  const telegram = writeTelegram(said, reader)
    .filter(({ text }) => text !== '')
    .map(({ text }) => shownByTdlib(text));
  const discord = writeDiscord(said).flatMap(({ content, embeds }) =>
    renderMarkdown(content + embeds.map(({ description }) => description).join(''), everybody),
  );
  const shown = {
    telegram: letters(telegram.map(({ text }) => text).join('')),
    discord: letters(discord.map(({ text }) => text).join('')),
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
        standsIn(letters(word), text) ? [] : [`lost on ${platform}: ${word}`],
      ),
    ),
  ];
}
