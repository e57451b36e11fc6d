import {
  chunk,
  emptyPlaceholder,
  normalizeBlocks,
  toneIcons,
} from '../../../src/message/layout/normalize.ts';
import { splitBlocks } from '../../../src/message/layout/split-blocks.ts';
import type { Block, Message, MessageFile, Tone } from '../../../src/message/message.ts';
import {
  componentLimits,
  type DiscordRow,
  isUrlTooLong,
  renderComponentRows,
} from './components.ts';
import { type CommandMention, renderDiscordMarkdown } from './markdown.ts';

/**
 * Discord's limits: UTF-16 units (no fewer than the characters that Discord counts) of content and of an embed's
 * description, and files of a message. One embed a message keeps far below the 6000 of all together.
 */
export const discordMessageLimits = {
  content: 2000,
  description: 4096,
  files: 10,
  ...componentLimits,
} as const;

/** One message as Discord's Create Message takes it. */
export interface DiscordMessage {
  content: string;
  embeds: { color: number; description: string }[];
  components: DiscordRow[];
  files: MessageFile[];
}

const colours: Readonly<Record<Tone, number>> = {
  plain: 0x5865f2,
  success: 0x2d7d46,
  warning: 0xf0b232,
  refusal: 0x80848e,
  alert: 0xda373c,
  retracted: 0x4e5058,
  drill: 0x9b59b6,
};

/** The mark goes behind a heading's sign, or the heading would be none. */
function withToneIcon(mark: string, text: string): string {
  const sign = /^(#{1,3} |> |-# |- |\d+\. |(?=```))/.exec(text)?.[0];
  if (mark === '' || sign === undefined) return mark + text;
  // Only a heading keeps its look with a mark in its line.
  return sign.startsWith('#') ? sign + mark + text.slice(sign.length) : `${mark.trim()}\n${text}`;
}

const asTyped: CommandMention = (typed) => typed;

/** Buttons whose address no button takes stand in the text as links. */
const longLinks = (message: Message): Block[] =>
  message.buttons
    .flat()
    .filter(isUrlTooLong)
    .map(({ label, url = '' }) => ({
      kind: 'paragraph',
      content: [{ kind: 'link', text: label.trim() === '' ? url : label, url }],
    }));

/**
 * The messages that say this on Discord. Nothing is cut: the last one that has words carries the buttons and files,
 * and those that one message does not take follow in order in messages of their own.
 * @param mention how a command is written; as it is typed unless given
 */
export function renderDiscordMessages(
  message: Message,
  mention: CommandMention = asTyped,
): DiscordMessage[] {
  const mark = toneIcons[message.tone];
  const blocks = normalizeBlocks({ blocks: [...message.blocks, ...longLinks(message)] });
  const length = (some: readonly Block[]) => renderDiscordMarkdown(some, mention).length;
  const texts = splitBlocks(blocks, discordMessageLimits.description - mark.length, length)
    .map((some) => renderDiscordMarkdown(some, mention))
    .filter((text) => text.trim() !== '');
  if (texts.length === 0) texts.push(emptyPlaceholder);
  const isShort =
    blocks.length === 1 &&
    blocks[0]?.kind === 'paragraph' &&
    texts.length === 1 &&
    texts.every((text) => text.length <= discordMessageLimits.content - mark.length);
  const rows = chunk(renderComponentRows(message), discordMessageLimits.rows);
  const files = chunk(message.files, discordMessageLimits.files);
  const last = texts.length - 1;
  const said = texts.map((text, at): DiscordMessage => {
    const marked = at === 0 ? withToneIcon(mark, text) : text;
    const isPlain = isShort || text === emptyPlaceholder;
    return {
      content: isPlain ? marked : '',
      embeds: isPlain ? [] : [{ color: colours[message.tone], description: marked }],
      components: at === last ? (rows[0] ?? []) : [],
      files: at === last ? (files[0] ?? []) : [],
    };
  });
  const more = Array.from(
    { length: Math.max(0, rows.length - 1, files.length - 1) },
    (_, at): DiscordMessage => ({
      content: emptyPlaceholder,
      embeds: [],
      components: rows[at + 1] ?? [],
      files: files[at + 1] ?? [],
    }),
  );
  return [...said, ...more];
}
