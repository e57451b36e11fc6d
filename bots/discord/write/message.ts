import { flattenRowButtons } from '../../../src/message/layout/flatten-rows.ts';
import {
  chunk,
  emptyPlaceholder,
  normalizeBlocks,
  toneIcons,
} from '../../../src/message/layout/normalize.ts';
import { plainForm } from '../../../src/message/layout/plain-form.ts';
import { splitBlocks } from '../../../src/message/layout/split-blocks.ts';
import type {
  Message,
  MessageFile,
  ShownPicture,
  TextBlock,
  Tone,
} from '../../../src/message/message.ts';
import { componentLimits, type DiscordRow, longLinks, renderComponentRows } from './components.ts';
import { type DiscordContainer, renderContainers } from './list-message.ts';
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

export interface DiscordEmbed {
  color: number;
  description: string;
  /** Source for the description, which is its alternative text: discord-api-docs#8373. */
  image?: { url: string; description: string };
}

/** A file with its bytes, and what it shows in words. */
export interface AttachedFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
  picture: { alt: string };
}

export type DiscordFile = MessageFile | AttachedFile;

/** One message as the body of Discord's Create Message. */
export interface DiscordMessage {
  content: string;
  embeds: DiscordEmbed[];
  components: DiscordRow[];
  files: DiscordFile[];
  /** A stored picture, which is attached before it is sent. */
  picture?: ShownPicture;
  /** Texts with buttons beside them: then there is nothing but this, also after every edit. */
  container?: DiscordContainer;
}

/** Stands in for a part that an edit removed, so that later parts keep their messages. */
export const missingPart: DiscordMessage = {
  content: '—',
  embeds: [],
  components: [],
  files: [],
};

const colours: Readonly<Record<Tone, number>> = {
  plain: 0x5865f2,
  success: 0x2d7d46,
  warning: 0xf0b232,
  refusal: 0x80848e,
  alert: 0xda373c,
  retracted: 0x4e5058,
  drill: 0x9b59b6,
};

/** Puts the icon behind the sign of a heading, which must come first in its line. */
function withToneIcon(icon: string, text: string): string {
  const sign = /^(#{1,3} |> |-# |- |\d+\. |(?=```))/.exec(text)?.[0];
  if (icon === '' || sign === undefined) return icon + text;
  // Other blocks would look different with an icon in their first line.
  return sign.startsWith('#') ? sign + icon + text.slice(sign.length) : `${icon.trim()}\n${text}`;
}

/** A message of components. Source: Discord, "Component Reference": such a message has neither content nor embeds. */
const listPart = (container: DiscordContainer): DiscordMessage => ({
  content: '',
  embeds: [],
  components: [],
  files: [],
  container,
});

/** Stands in for a removed part of a list. */
export const missingListPart: DiscordMessage = listPart({
  type: 17,
  accent_color: colours.plain,
  components: [{ type: 10, content: '—' }],
});

/** Whether buttons stand beside texts: rows, even none of them, and folded parts. */
const hasSections = ({ blocks, files, picture }: Message): boolean =>
  files.length === 0 &&
  picture === undefined &&
  blocks.some(({ kind }) => kind === 'rows' || kind === 'details');

const asTyped: CommandMention = (typed) => typed;

/**
 * A message as one or more messages of Discord. Nothing is cut: the last one with text has the buttons and files, and
 * those beyond its limits follow in order in further messages.
 * @param mention renders commands; as typed by default
 * @param asList uses components alone, as a message that was a list must stay one; files and pictures are left out then
 */
export function renderDiscordMessages(
  given: Message,
  mention: CommandMention = asTyped,
  asList = hasSections(plainForm(given)),
): DiscordMessage[] {
  const message = plainForm(given);
  const icon = toneIcons[message.tone];
  if (asList) {
    const containers = renderContainers(message, colours[message.tone], mention);
    return containers.length > 0 ? containers.map(listPart) : [missingListPart];
  }
  const blocks = normalizeBlocks({ blocks: [...message.blocks, ...longLinks(message)] });
  const length = (some: readonly TextBlock[]) => renderDiscordMarkdown(some, mention).length;
  const texts = splitBlocks(blocks, discordMessageLimits.description - icon.length, length)
    .map((some) => renderDiscordMarkdown(some, mention))
    .filter((text) => text.trim() !== '');
  if (texts.length === 0) texts.push(emptyPlaceholder);
  const isShort =
    blocks.length === 1 &&
    blocks[0]?.kind === 'paragraph' &&
    texts.length === 1 &&
    texts.every((text) => text.length <= discordMessageLimits.content - icon.length);
  const buttons = flattenRowButtons(message);
  const rows = chunk(renderComponentRows({ ...message, buttons }), discordMessageLimits.rows);
  const files = chunk(message.files, discordMessageLimits.files);
  const last = texts.length - 1;
  const messages = texts.map((text, at): DiscordMessage => {
    const content = at === 0 ? withToneIcon(icon, text) : text;
    const isPlain = isShort || text === emptyPlaceholder;
    return {
      content: isPlain ? content : '',
      embeds: isPlain ? [] : [{ color: colours[message.tone], description: content }],
      components: at === last ? (rows[0] ?? []) : [],
      files: at === last ? (files[0] ?? []) : [],
      ...(at === 0 && message.picture ? { picture: message.picture } : {}),
    };
  });
  const overflow = Array.from(
    { length: Math.max(0, rows.length - 1, files.length - 1) },
    (_, at): DiscordMessage => ({
      content: emptyPlaceholder,
      embeds: [],
      components: rows[at + 1] ?? [],
      files: files[at + 1] ?? [],
    }),
  );
  return [...messages, ...overflow];
}
