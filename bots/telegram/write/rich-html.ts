import { normalizeInlines, toneIcons } from '../../../src/message/layout/normalize.ts';
import type {
  Block,
  Button,
  Inline,
  Message,
  PlainBlock,
  RowsBlock,
} from '../../../src/message/message.ts';
import { escapeAttribute, writeCode, writeField, writeInlines, writeText } from './html.ts';
import { type TelegramButton, writeButton } from './keyboard.ts';
import type { TelegramReader } from './reader.ts';

/** Line breaks of the source are spaces in a rich message. */
const withBreaks = (html: string): string => html.replaceAll('\n', '<br>');

const writeLine = (content: readonly Inline[], reader: TelegramReader): string =>
  withBreaks(writeInlines(normalizeInlines(content), reader));

/** Attributes of a button by what it does; a button without a style looks like a link. Source: Bot API, "Rich HTML style". */
function buttonAttributes(button: TelegramButton): Record<string, string> {
  if ('url' in button) return { type: 'url', url: button.url };
  if ('copy_text' in button) return { type: 'copy_text', text: button.copy_text.text };
  if ('disabled' in button) return { type: 'disabled' };
  return { type: 'callback_data', style: 'link', data: button.callback_data };
}

function writeRichButton(button: Button, reader: TelegramReader): string {
  const written = writeButton(button, reader);
  if (!written) return '';
  const { style } = written;
  const attributes = { ...buttonAttributes(written), ...(style ? { style } : {}) };
  const list = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
  return `<tg-button${list}>${writeText(written.text)}</tg-button>`;
}

const writeRichButtons = (buttons: readonly Button[], reader: TelegramReader): string =>
  buttons
    .map((button) => writeRichButton(button, reader))
    .filter((html) => html !== '')
    .join(' ');

/** `compact` came with Bot API 10.3, as buttons did. */
function writeTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { richButtons = false }: TelegramReader,
): string {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const titles = header.map((title) => withBreaks(writeText(title)));
  return `<table bordered striped${richButtons ? ' compact' : ''}>${[
    line('th', titles),
    ...rows.map((cells) => line('td', cells)),
  ].join('')}</table>`;
}

/**
 * Rows with their buttons in them; where there can be none, with numbers, which the buttons under the message repeat.
 */
function writeRows({ rows, start, header }: RowsBlock, reader: TelegramReader): string {
  const hasButtons = reader.richButtons === true;
  const acts = (buttons: readonly Button[]) =>
    hasButtons ? writeRichButtons(buttons, reader) : '';
  const lines = rows.map(({ content, cells = [content], buttons }, at) => {
    const [first = '', ...others] = cells.map((cell) => writeLine(cell, reader));
    const withButtons = [first, acts(buttons)].filter((html) => html !== '').join('<br>');
    return { number: `${start + at}`, cells: [withButtons, ...others] };
  });
  if (!header) {
    return lines.map(({ number, cells }) => `<p>${number}. ${cells.join(' ')}</p>`).join('');
  }
  return lines.length === 0
    ? ''
    : writeTable(
        hasButtons ? header : ['', ...header],
        lines.map(({ number, cells }) => (hasButtons ? cells : [number, ...cells])),
        reader,
      );
}

function writePlainBlock(block: PlainBlock, reader: TelegramReader): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${writeLine(block.content, reader)}</h3>`;
    case 'paragraph':
      return `<p>${writeLine(block.content, reader)}</p>`;
    case 'quote':
      return `<blockquote>${writeLine(block.content, reader)}</blockquote>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${writeLine(item, reader)}</li>`).join('');
      return block.start === undefined
        ? `<ul>${items}</ul>`
        : `<ol start="${block.start}">${items}</ol>`;
    }
    case 'fields': {
      const lines = block.fields.map(({ name, value }) =>
        withBreaks(writeField({ name, value: normalizeInlines(value) }, reader)),
      );
      return `<p>${lines.join('<br>')}</p>`;
    }
    case 'code':
      return writeCode(block.text, block.language);
    case 'table':
      return writeTable(
        block.header,
        block.rows.map((row) => row.map((cell) => writeLine(cell, reader))),
        reader,
      );
    case 'footer':
      return `<footer>${writeLine(block.content, reader)}</footer>`;
  }
}

function writeBlock(block: Block, reader: TelegramReader): string {
  if (block.kind === 'rows') return writeRows(block, reader);
  if (block.kind !== 'details') return writePlainBlock(block, reader);
  const folded = block.blocks.map((one) => writePlainBlock(one, reader)).join('');
  return `<details><summary>${writeLine(block.summary, reader)}</summary>${folded}</details>`;
}

/**
 * A message as the HTML of a rich message, with its tables and with the buttons of rows where those are known to be
 * possible. It must be sent without the detection of mentions and links.
 */
export function renderRichHtml({ tone, blocks }: Message, reader: TelegramReader): string {
  const icon = toneIcons[tone].trim();
  const html = blocks.map((block) => writeBlock(block, reader)).join('');
  return icon === '' ? html : `<p>${icon}</p>${html}`;
}
