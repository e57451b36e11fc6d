import { sayMoment } from '../../src/language/say-date.ts';
import type {
  Block,
  Button,
  Inline,
  Message,
  MessageFile,
  Tone,
} from '../../src/message/message.ts';
import type { Reader } from '../../src/message/reader.ts';
import { splitBlocks } from '../../src/message/split.ts';

/** Bot API limits: text in characters after the markup is parsed, buttons in a message. */
export const limits = { text: 4096, buttons: 100 } as const;

/** One message as `sendMessage` takes it, with the files that follow it. */
export interface TelegramPart {
  text: string;
  keyboard: TelegramButton[][];
  files: MessageFile[];
}

export type TelegramButton =
  | { text: string; callback_data: string }
  | { text: string; url: string };

const marks: Readonly<Record<Tone, string>> = {
  plain: '',
  success: '✅ ',
  warning: '⚠️ ',
  refusal: '🚫 ',
  alert: '🚨 ',
  retracted: '⛔ ',
};

/** Joins the letters around it and is not seen: it keeps `@name` from becoming a mention. */
const wordJoiner = '\u2060';

/** HTML mode's three escapes, and no mention of anyone. Source: Bot API, "HTML style". */
const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(?=\w)/g, `@${wordJoiner}`);

const escapeAttribute = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

function wrap(tag: string, html: string): string {
  return html === '' ? '' : `<${tag}>${html}</${tag}>`;
}

function writeInline(inline: Inline, reader: Reader): string {
  if (inline.kind === 'time') {
    return escapeHtml(sayMoment(inline.at, inline.style, reader));
  }
  const text = escapeHtml(inline.text);
  if (inline.kind === 'link') {
    return text === '' ? '' : `<a href="${escapeAttribute(inline.url)}">${text}</a>`;
  }
  let html = text;
  if (inline.code) html = wrap('code', html);
  if (inline.italic) html = wrap('i', html);
  if (inline.bold) html = wrap('b', html);
  return html;
}

const writeInlines = (content: readonly Inline[], reader: Reader): string =>
  content.map((inline) => writeInline(inline, reader)).join('');

function writeBlock(block: Block, reader: Reader): string {
  switch (block.kind) {
    case 'heading':
      return wrap('b', writeInlines(block.content, reader).replace(/<\/?b>/g, ''));
    case 'paragraph':
      return writeInlines(block.content, reader);
    case 'quote':
      return wrap('blockquote', writeInlines(block.content, reader));
    case 'list':
      return block.items.map((item) => `• ${writeInlines(item, reader)}`).join('\n');
    case 'fields':
      return block.fields
        .map(({ name, value }) => `<b>${escapeHtml(name)}:</b> ${writeInlines(value, reader)}`)
        .join('\n');
    case 'code':
      return wrap('pre', escapeHtml(block.text));
    case 'footer':
      return wrap('i', writeInlines(block.content, reader).replace(/<\/?i>/g, ''));
  }
}

const writeBlocks = (blocks: readonly Block[], reader: Reader): string =>
  blocks
    .map((block) => writeBlock(block, reader))
    .filter((html) => html !== '')
    .join('\n\n');

/** Characters that are left once the markup is parsed. */
const parsedLength = (html: string): number =>
  [...html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, '&')].length;

function writeButton(button: Button): TelegramButton | undefined {
  if (button.url !== undefined) return { text: button.label, url: button.url };
  return button.token === undefined
    ? undefined
    : { text: button.label, callback_data: button.token };
}

/** The messages that say this on Telegram: nothing is cut, the last one carries buttons and files. */
export function writeTelegram(message: Message, reader: Reader): TelegramPart[] {
  const mark = marks[message.tone];
  const parts = splitBlocks(message.blocks, limits.text - mark.length, (blocks) =>
    parsedLength(writeBlocks(blocks, reader)),
  );
  const texts = parts
    .map((blocks) => writeBlocks(blocks, reader))
    .filter((text) => text.trim() !== '');
  const keyboard = message.buttons.map((row) =>
    row.map(writeButton).filter((button) => button !== undefined),
  );
  return (texts.length > 0 ? texts : ['…']).map((text, index, all) => {
    const isLast = index === all.length - 1;
    return {
      text: index === 0 ? mark + text : text,
      keyboard: isLast ? keyboard.filter((row) => row.length > 0) : [],
      files: isLast ? message.files : [],
    };
  });
}
