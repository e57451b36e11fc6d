import { formatMoment } from '../../../src/language/format-date.ts';
import { joinBlocks, wordJoiner } from '../../../src/message/layout/normalize.ts';
import { renderTable } from '../../../src/message/layout/table.ts';
import { splitAddresses, type TextPiece } from '../../../src/message/links/addresses.ts';
import type {
  DetailsBlock,
  Inline,
  PlainBlock,
  TextBlock,
  TimeStyle,
} from '../../../src/message/message.ts';
import type { TelegramReader } from './reader.ts';

/** HTML mode's three escapes. Source: Bot API, "HTML style". */
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * An @ that could mention someone: not inside a word. Source: TDLib, `is_word_character`, which includes the letters of
 * every script; these are only those of e-mail addresses.
 */
const mention = /(?<![A-Za-z0-9_])@(?=\w\w)/g;

/** A name with dots behind such an @, as on Discord: `hanh.do` would also become a link to a website. */
const dottedName = new RegExp(`(?<=(?<![A-Za-z0-9_])@${wordJoiner})\\w+(?:\\.\\w+)+`, 'g');

export const escapeAttribute = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** An element; blank content gets none, since Telegram drops formatting of invisible text. */
const wrap = (tag: string, html: string, attributes = ''): string =>
  html.trim() === '' ? html : `<${tag}${attributes}>${html}</${tag}>`;

/** Addresses that every client turns into a link; in others an @ could still be a mention. */
const plainAddress =
  /^https?:\/\/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z]{2,24}(?::\d{1,5})?(?:[/?#][\w\-.~%/?#@!$&*+,;=:]*)?$/i;

/** Text in which no @ becomes a mention or a link. @param following the text behind it, which affects a final @ */
function withoutMentions(text: string, following: string): string {
  // The pattern looks at two characters behind the @.
  const next = following.slice(0, 2);
  const escaped = `${text}${next}`.replace(mention, `@${wordJoiner}`);
  return escaped
    .slice(0, escaped.length - next.length)
    .replace(dottedName, (name) => name.replaceAll('.', `.${wordJoiner}`));
}

/** An address that could contain a mention is written as a link, in which there are no mentions. */
function writePiece(
  piece: TextPiece,
  before: TextPiece | undefined,
  after: TextPiece | undefined,
): string {
  const text = escapeHtml(piece.text);
  switch (piece.kind) {
    case 'words':
      return escapeHtml(withoutMentions(piece.text, after?.text ?? ''));
    case 'mail':
      return text;
    default: {
      const isSeparate = before === undefined || /[\s(]$/.test(before.text);
      const isSafe =
        piece.text.search(mention) === -1 || (isSeparate && plainAddress.test(piece.text));
      return isSafe ? text : wrap('a', text, ` href="${escapeAttribute(piece.href)}"`);
    }
  }
}

/** Text without mentions, with every address intact. */
export const writeText = (text: string): string => {
  const pieces = splitAddresses(text);
  return pieces.map((piece, at) => writePiece(piece, pieces[at - 1], pieces[at + 1])).join('');
};

/** Formats in which a client shows a time in its own zone and language. Source: Bot API, "Date-time entity formatting". */
const timeFormats: Readonly<Record<TimeStyle, string>> = {
  date: 'wD',
  time: 't',
  dateTime: 'wDt',
  relative: 'r',
};

/**
 * A time as a date entity whose text is in the reader's language and zone. A single reader sees this text, and the
 * device's own format on a tap; in groups, and for relative times, the client formats it for each reader. Clients
 * without date entities show the text; a server without them (before Bot API 9.5) refuses the tag, so it gets the text.
 */
function writeTime(
  { at, style }: Extract<Inline, { kind: 'time' }>,
  reader: TelegramReader,
): string {
  const text = escapeHtml(formatMoment(at, style, reader));
  const unix = Math.floor(Date.parse(at) / 1000);
  // Telegram stores the time in 32 bits.
  if (!reader.dateTime || unix <= 0 || unix >= 2 ** 31) return text;
  const format = reader.shared || style === 'relative' ? ` format="${timeFormats[style]}"` : '';
  return wrap('tg-time', text, ` unix="${unix}"${format}`);
}

type Mark = 'bold' | 'italic';

/** @param around formatting that an outer element applies already */
function writeInline(inline: Inline, reader: TelegramReader, around?: Mark): string {
  if (inline.kind === 'time') return writeTime(inline, reader);
  if (inline.kind === 'link')
    return wrap('a', escapeHtml(inline.text), ` href="${escapeAttribute(inline.url)}"`);
  // Telegram's clients make every command in a text clickable.
  if (inline.kind === 'command') return escapeHtml(inline.text);
  // Code cannot have other formatting, and contains no mentions.
  if (inline.code) return wrap('code', escapeHtml(inline.text));
  let html = writeText(inline.text);
  if (inline.strike) html = wrap('s', html);
  if (inline.italic && around !== 'italic') html = wrap('i', html);
  if (inline.bold && around !== 'bold') html = wrap('b', html);
  return html;
}

export const writeInlines = (
  content: readonly Inline[],
  reader: TelegramReader,
  around?: Mark,
): string => content.map((inline) => writeInline(inline, reader, around)).join('');

export function writeField(
  { name, value }: { name: string; value: Inline[] },
  reader: TelegramReader,
): string {
  const text = writeInlines(value, reader);
  return name.trim() === '' ? text : `<b>${writeText(`${name}:`)}</b> ${text}`;
}

export function writeCode(text: string, language: string | undefined): string {
  const code = escapeHtml(text.replace(/\n$/, ''));
  return wrap(
    'pre',
    language === undefined ? code : wrap('code', code, ` class="language-${language}"`),
  );
}

function writeBlock(block: PlainBlock, reader: TelegramReader): string {
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
          const marker = block.start === undefined ? '•' : `${block.start + at}.`;
          return `${marker} ${writeInlines(item, reader)}`;
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

/**
 * A folded part as a quote of which three lines are shown until it is opened. Servers before Bot API 7.4 ignore
 * `expandable` and show all of it. Quotes cannot be nested. Source: Bot API, "HTML style".
 */
function writeDetails({ summary, blocks }: DetailsBlock, reader: TelegramReader): string {
  const folded = joinBlocks(
    blocks.map((block) =>
      block.kind === 'quote'
        ? writeBlock({ ...block, kind: 'footer' }, reader)
        : writeBlock(block, reader),
    ),
  );
  return [writeInlines(summary, reader), wrap('blockquote', folded, ' expandable')]
    .filter((text) => text.trim() !== '')
    .join('\n');
}

/** Blocks as HTML for Telegram. */
export const renderTelegramHtml = (blocks: readonly TextBlock[], reader: TelegramReader): string =>
  joinBlocks(
    blocks.map((block) =>
      block.kind === 'details' ? writeDetails(block, reader) : writeBlock(block, reader),
    ),
  );

/** Characters after the markup is parsed. */
const parsedLength = (html: string): number =>
  [...html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, '&')].length;

/** Entities of a message; Telegram silently drops those beyond. */
const maxEntities = 100;
/** Bytes of a text including its markup. Source: TDLib. */
const maxBytes = 32_768;

/** The share of a message that a text takes: 1 is full. @param maxLength characters after parsing */
export const messageFullness = (html: string, maxLength: number): number =>
  Math.max(
    parsedLength(html) / maxLength,
    (html.match(/<[a-z]/g)?.length ?? 0) / maxEntities,
    Buffer.byteLength(html) / maxBytes,
  );
