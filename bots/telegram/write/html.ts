import { formatMoment } from '../../../src/language/format-date.ts';
import { joinBlocks, wordJoiner } from '../../../src/message/layout/normalize.ts';
import { renderTable } from '../../../src/message/layout/table.ts';
import { splitAddresses, type TextPiece } from '../../../src/message/links/addresses.ts';
import type { Block, Inline, TimeStyle } from '../../../src/message/message.ts';
import type { MessageReader } from '../../../src/message/reader.ts';

/** HTML mode's three escapes. Source: Bot API, "HTML style". */
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Where an @ could mention somebody: where no word goes on. Source: TDLib, `is_word_character`, which knows the
 * letters of every script; ours are those of which e-mail addresses are made.
 */
const mention = /(?<![A-Za-z0-9_])@(?=\w\w)/g;

/** A name behind such an @ that has dots, as Discord's may: `hanh.do` is a website too, which nobody meant. */
const dottedName = new RegExp(`(?<=(?<![A-Za-z0-9_])@${wordJoiner})\\w+(?:\\.\\w+)+`, 'g');

const escapeAttribute = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** An element; what is blank stays as it is, since Telegram marks nothing that is not seen. */
const wrap = (tag: string, html: string, attributes = ''): string =>
  html.trim() === '' ? html : `<${tag}${attributes}>${html}</${tag}>`;

/** Addresses that every client makes a link of, whatever stands around them; in others an @ is an @ to it. */
const plainAddress =
  /^https?:\/\/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z]{2,24}(?::\d{1,5})?(?:[/?#][\w\-.~%/?#@!$&*+,;=:]*)?$/i;

/** Words in which no @ mentions anybody or opens a website, not with the address that stands behind them either. */
function withoutMentions(words: string, behind: string): string {
  // So much of what follows decides whether an @ is a mention.
  const next = behind.slice(0, 2);
  const written = `${words}${next}`.replace(mention, `@${wordJoiner}`);
  return written
    .slice(0, written.length - next.length)
    .replace(dottedName, (name) => name.replaceAll('.', `.${wordJoiner}`));
}

/** An address within which somebody could be mentioned is told to be a link: nothing in a link is a mention. */
function writePiece(
  piece: TextPiece,
  before: TextPiece | undefined,
  behind: TextPiece | undefined,
): string {
  const text = escapeHtml(piece.text);
  switch (piece.kind) {
    case 'words':
      return escapeHtml(withoutMentions(piece.text, behind?.text ?? ''));
    case 'mail':
      return text;
    default: {
      const stands = before === undefined || /[\s(]$/.test(before.text);
      const isSafe = piece.text.search(mention) === -1 || (stands && plainAddress.test(piece.text));
      return isSafe ? text : wrap('a', text, ` href="${escapeAttribute(piece.href)}"`);
    }
  }
}

/** Words in which nobody is mentioned and every address stays whole. */
const writeWords = (text: string): string => {
  const pieces = splitAddresses(text);
  return pieces.map((piece, at) => writePiece(piece, pieces[at - 1], pieces[at + 1])).join('');
};

/** How a client writes a moment in its own zone and language. Source: Bot API, "Date-time entity formatting". */
const timeFormats: Readonly<Record<TimeStyle, string>> = {
  date: 'wD',
  time: 't',
  dateTime: 'wDt',
  relative: 'r',
};

/**
 * A moment in the reader's own words and zone, as a date entity: whoever reads alone sees these words, and what the
 * device makes of the moment on a tap; where several people read, and for what goes on ("in 2 hours"), the client
 * writes it in each one's zone. A client that knows no such entity shows the words.
 */
function writeTime(
  { at, style }: Extract<Inline, { kind: 'time' }>,
  reader: MessageReader,
): string {
  const words = escapeHtml(formatMoment(at, style, reader));
  const unix = Math.floor(Date.parse(at) / 1000);
  // Telegram keeps the moment in 32 bits.
  if (unix <= 0 || unix >= 2 ** 31) return words;
  const format = reader.shared || style === 'relative' ? ` format="${timeFormats[style]}"` : '';
  return wrap('tg-time', words, ` unix="${unix}"${format}`);
}

type Mark = 'bold' | 'italic';

/** `around` is the mark that stands around it already. */
function writeInline(inline: Inline, reader: MessageReader, around?: Mark): string {
  if (inline.kind === 'time') return writeTime(inline, reader);
  if (inline.kind === 'link')
    return wrap('a', escapeHtml(inline.text), ` href="${escapeAttribute(inline.url)}"`);
  // Telegram's clients let people press every command that stands in a text.
  if (inline.kind === 'command') return escapeHtml(inline.text);
  // Telegram takes no other mark on code, and nothing in it is a mention.
  if (inline.code) return wrap('code', escapeHtml(inline.text));
  let html = writeWords(inline.text);
  if (inline.strike) html = wrap('s', html);
  if (inline.italic && around !== 'italic') html = wrap('i', html);
  if (inline.bold && around !== 'bold') html = wrap('b', html);
  return html;
}

const writeInlines = (content: readonly Inline[], reader: MessageReader, around?: Mark): string =>
  content.map((inline) => writeInline(inline, reader, around)).join('');

function writeField(
  { name, value }: { name: string; value: Inline[] },
  reader: MessageReader,
): string {
  const words = writeInlines(value, reader);
  return name.trim() === '' ? words : `<b>${writeWords(`${name}:`)}</b> ${words}`;
}

function writeCode(text: string, language: string | undefined): string {
  const code = escapeHtml(text.replace(/\n$/, ''));
  return wrap(
    'pre',
    language === undefined ? code : wrap('code', code, ` class="language-${language}"`),
  );
}

function writeBlock(block: Block, reader: MessageReader): string {
  switch (block.kind) {
    case 'heading':
      return wrap('b', writeInlines(block.content, reader, 'bold'));
    case 'paragraph':
      return writeInlines(block.content, reader);
    case 'quote':
      return wrap('blockquote', writeInlines(block.content, reader));
    case 'list':
      return block.items
        .map((item, at) => {
          const sign = block.start === undefined ? '•' : `${block.start + at}.`;
          return `${sign} ${writeInlines(item, reader)}`;
        })
        .join('\n');
    case 'fields':
      return block.fields.map((field) => writeField(field, reader)).join('\n');
    case 'code':
      return writeCode(block.text, block.language);
    case 'table':
      return writeCode(renderTable(block) ?? '', undefined);
    case 'footer':
      return wrap('i', writeInlines(block.content, reader, 'italic'));
  }
}

/** Blocks as HTML for Telegram. */
export const renderTelegramHtml = (blocks: readonly Block[], reader: MessageReader): string =>
  joinBlocks(blocks.map((block) => writeBlock(block, reader)));

/** Characters that are left once the markup is parsed. */
const parsedLength = (html: string): number =>
  [...html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, '&')].length;

/** Formatted places that a message may have; of more, Telegram leaves out the rest without a word. */
const mostEntities = 100;
/** Bytes of a text with its markup. Source: TDLib. */
const mostBytes = 32_768;

/** How much of a message a text takes: 1 fills it. */
export const messageFullness = (html: string, longest: number): number =>
  Math.max(
    parsedLength(html) / longest,
    (html.match(/<[a-z]/g)?.length ?? 0) / mostEntities,
    Buffer.byteLength(html) / mostBytes,
  );
