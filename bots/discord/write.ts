import type {
  Block,
  Button,
  Inline,
  Message,
  MessageFile,
  TimeStyle,
  Tone,
} from '../../src/message/message.ts';
import { splitBlocks } from '../../src/message/split.ts';

/** Discord's limits: characters of content and of an embed's description, rows and buttons in a row, label. */
export const limits = { content: 2000, description: 4096, rows: 5, inRow: 5, label: 80 } as const;

/** One message as Discord's Create Message takes it. */
export interface DiscordPart {
  content: string;
  embeds: { color: number; description: string }[];
  components: DiscordRow[];
  files: MessageFile[];
}

export interface DiscordRow {
  type: 1;
  components: DiscordButton[];
}

export type DiscordButton =
  | { type: 2; style: 1 | 2 | 3 | 4; label: string; custom_id: string }
  | { type: 2; style: 5; label: string; url: string };

const colours: Readonly<Record<Tone, number>> = {
  plain: 0x5865f2,
  success: 0x2d7d46,
  warning: 0xf0b232,
  refusal: 0x80848e,
  alert: 0xda373c,
  retracted: 0x4e5058,
};

const marks: Readonly<Record<Tone, string>> = {
  plain: '',
  success: '✅ ',
  warning: '⚠️ ',
  refusal: '🚫 ',
  alert: '🚨 ',
  retracted: '⛔ ',
};

const styles = { primary: 1, secondary: 2, success: 3, danger: 4 } as const;

/** Discord's own timestamps show each reader the local time. Source: Discord, "Timestamp Styles". */
const timestampStyles: Readonly<Record<TimeStyle, string>> = {
  date: 'D',
  time: 't',
  dateTime: 'F',
  relative: 'R',
};

const wordJoiner = '\u2060';

/** Markdown taken literally: nothing that a person wrote becomes markup, a mention, an emoji or a channel link. */
const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\*_~`|[\]()<>#:]/g, '\\$&')
    .replace(/^(\s*)([-+])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gm, '$1\\.')
    .replace(/@(?=\S)/g, `@${wordJoiner}`);

const escapeUrl = (url: string): string =>
  url.replace(/[()<>\s\\]/g, (letter) =>
    encodeURIComponent(letter).replace('(', '%28').replace(')', '%29'),
  );

function writeInline(inline: Inline): string {
  if (inline.kind === 'time') {
    return `<t:${Math.floor(Date.parse(inline.at) / 1000)}:${timestampStyles[inline.style]}>`;
  }
  if (inline.kind === 'link') {
    return inline.text === '' ? '' : `[${escapeMarkdown(inline.text)}](<${escapeUrl(inline.url)}>)`;
  }
  if (inline.text.trim() === '') return inline.text;
  if (inline.code)
    return `\`${inline.text.replaceAll('`', 'ˋ').replace(/@(?=\S)/g, `@${wordJoiner}`)}\``;
  // Marks hold only when they touch a letter.
  const [, before = '', core = '', after = ''] =
    /^(\s*)([\s\S]*?)(\s*)$/.exec(escapeMarkdown(inline.text)) ?? [];
  const italic = inline.italic ? `*${core}*` : core;
  return before + (inline.bold ? `**${italic}**` : italic) + after;
}

const writeInlines = (content: readonly Inline[]): string => content.map(writeInline).join('');

/** Each line with the same beginning: what quotes and subtext need. */
const eachLine = (start: string, text: string): string =>
  text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `${start}${line}`)
        .join('\n');

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return eachLine('### ', writeInlines(block.content));
    case 'paragraph':
      return writeInlines(block.content);
    case 'quote':
      return eachLine('> ', writeInlines(block.content));
    case 'list':
      return block.items.map((item) => `- ${writeInlines(item)}`).join('\n');
    case 'fields':
      return block.fields
        .map(({ name, value }) => `**${escapeMarkdown(name)}:** ${writeInlines(value)}`)
        .join('\n');
    case 'code':
      return `\`\`\`\n${block.text.replaceAll('```', 'ˋˋˋ')}\n\`\`\``;
    case 'footer':
      return eachLine('-# ', writeInlines(block.content));
  }
}

const writeBlocks = (blocks: readonly Block[]): string =>
  blocks
    .map(writeBlock)
    .filter((text) => text.trim() !== '')
    .join('\n\n');

function writeButton(button: Button): DiscordButton | undefined {
  const label = [...button.label].slice(0, limits.label).join('');
  if (button.url !== undefined) return { type: 2, style: 5, label, url: button.url };
  return button.token === undefined
    ? undefined
    : { type: 2, style: styles[button.style ?? 'secondary'], label, custom_id: button.token };
}

/** The messages that say this on Discord: nothing is cut, the last one carries buttons and files. */
export function writeDiscord(message: Message): DiscordPart[] {
  const mark = marks[message.tone];
  const isShort = message.blocks.length === 1 && message.blocks[0]?.kind === 'paragraph';
  const limit = (isShort ? limits.content : limits.description) - mark.length;
  const parts = splitBlocks(message.blocks, limit, (blocks) => writeBlocks(blocks).length);
  const texts = parts.map(writeBlocks).filter((text) => text.trim() !== '');
  const rows = message.buttons
    .flatMap((row) =>
      Array.from({ length: Math.ceil(row.length / limits.inRow) }, (_, index) =>
        row.slice(index * limits.inRow, (index + 1) * limits.inRow),
      ),
    )
    .map((row) => ({
      type: 1 as const,
      components: row.map(writeButton).filter((button) => button !== undefined),
    }))
    .filter(({ components }) => components.length > 0)
    .slice(0, limits.rows);
  return (texts.length > 0 ? texts : ['…']).map((text, index, all) => {
    const isLast = index === all.length - 1;
    const marked = index === 0 ? withMark(mark, text) : text;
    return {
      content: isShort ? marked : '',
      embeds: isShort ? [] : [{ color: colours[message.tone], description: marked }],
      components: isLast ? rows : [],
      files: isLast ? message.files : [],
    };
  });
}

/** The mark goes behind a heading's sign, or the heading would be none. */
function withMark(mark: string, text: string): string {
  return text.startsWith('### ') ? `### ${mark}${text.slice(4)}` : mark + text;
}
