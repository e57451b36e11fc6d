import { inGroups, layOut, nothing, toneMarks } from '../../src/message/lay-out.ts';
import type { Block, Message, MessageFile, Tone } from '../../src/message/message.ts';
import { splitBlocks } from '../../src/message/split.ts';
import { componentLimits, type DiscordRow, isTooLong, writeRows } from './components.ts';
import { type CommandMention, writeBlocks } from './markdown.ts';

/**
 * Discord's limits: UTF-16 units (no fewer than the characters that Discord counts) of content and of an embed's
 * description, and files of a message. One embed a message keeps far below the 6000 of all together.
 */
export const limits = { content: 2000, description: 4096, files: 10, ...componentLimits } as const;

/** One message as Discord's Create Message takes it. */
export interface DiscordPart {
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
function withMark(mark: string, text: string): string {
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
    .filter(isTooLong)
    .map(({ label, url = '' }) => ({
      kind: 'paragraph',
      content: [{ kind: 'link', text: label.trim() === '' ? url : label, url }],
    }));

/**
 * The messages that say this on Discord. Nothing is cut: the last one that has words carries the buttons and files,
 * and those that one message does not take follow in order in messages of their own.
 * @param mention how a command is written; as it is typed unless given
 */
export function writeDiscord(message: Message, mention: CommandMention = asTyped): DiscordPart[] {
  const mark = toneMarks[message.tone];
  const blocks = layOut({ blocks: [...message.blocks, ...longLinks(message)] });
  const length = (some: readonly Block[]) => writeBlocks(some, mention).length;
  const texts = splitBlocks(blocks, limits.description - mark.length, length)
    .map((some) => writeBlocks(some, mention))
    .filter((text) => text.trim() !== '');
  if (texts.length === 0) texts.push(nothing);
  const isShort =
    blocks.length === 1 &&
    blocks[0]?.kind === 'paragraph' &&
    texts.length === 1 &&
    texts.every((text) => text.length <= limits.content - mark.length);
  const rows = inGroups(writeRows(message), limits.rows);
  const files = inGroups(message.files, limits.files);
  const last = texts.length - 1;
  const said = texts.map((text, at): DiscordPart => {
    const marked = at === 0 ? withMark(mark, text) : text;
    const isPlain = isShort || text === nothing;
    return {
      content: isPlain ? marked : '',
      embeds: isPlain ? [] : [{ color: colours[message.tone], description: marked }],
      components: at === last ? (rows[0] ?? []) : [],
      files: at === last ? (files[0] ?? []) : [],
    };
  });
  const more = Array.from(
    { length: Math.max(0, rows.length - 1, files.length - 1) },
    (_, at): DiscordPart => ({
      content: nothing,
      embeds: [],
      components: rows[at + 1] ?? [],
      files: files[at + 1] ?? [],
    }),
  );
  return [...said, ...more];
}
