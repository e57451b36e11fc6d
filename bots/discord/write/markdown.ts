import { joinBlocks, prefixLines, wordJoiner } from '../../../src/message/layout/normalize.ts';
import { renderTable } from '../../../src/message/layout/table.ts';
import { splitAddresses, type TextPiece } from '../../../src/message/links/addresses.ts';
import type { Inline, TextBlock, TimeStyle } from '../../../src/message/message.ts';

/** Timestamps show each reader their local time. Source: Discord, "Timestamp Styles". */
const timestampStyles: Readonly<Record<TimeStyle, string>> = {
  date: 'D',
  time: 't',
  dateTime: 'F',
  relative: 'R',
};

/** An @ that could mention everyone, or a person or role by id. */
const mentions = /@(?=everyone|here)|(?<=<\\?)@/giu;

const withoutMentions = (text: string): string => text.replace(mentions, `@${wordJoiner}`);

/** Characters without which a text contains no markup or mention. */
const specialCharacters = /[\\*_~`|[\]()<>#:@+.-]/;

/** Escapes user text, so that nothing in it becomes markup, an emoji or a channel link. */
export const escapeMarkdown = (text: string): string =>
  specialCharacters.test(text)
    ? text
        .replace(/[\\*_~`|[\]()<>#:]/g, '\\$&')
        .replace(/^(\s*)([-+])(?=\s|$)/gm, '$1\\$2')
        .replace(/^(\s*\d+)\.(?=\s|$)/gm, '$1\\.')
    : text;

/** A piece of text as it is. Discord makes no link of an address without a scheme. */
export const escapePiece = ({ kind, text }: TextPiece): string =>
  kind === 'words' ? withoutMentions(escapeMarkdown(text)) : escapeMarkdown(text);

const escapeUrl = (url: string): string =>
  url.replace(/[()<>\s\\]/g, (letter) =>
    encodeURIComponent(letter).replace('(', '%28').replace(')', '%29'),
  );

/** Wraps a line without the spaces at its ends, next to which markers have no effect. */
function wrapTrimmed(line: string, wrap: (core: string) => string): string {
  const core = line.trim();
  if (core === '') return line;
  const from = line.indexOf(core);
  return line.slice(0, from) + wrap(core) + line.slice(from + core.length);
}

type Style = Pick<Extract<Inline, { kind: 'text' }>, 'bold' | 'italic' | 'strike'>;

function withStyle(text: string, core: string, { bold, italic, strike }: Style): string {
  let styled = text;
  // An escaped asterisk behind a space would close one that opened italics.
  const slant = core.includes('*') ? '_' : '*';
  if (italic) styled = `${slant}${styled}${slant}`;
  if (bold) styled = `**${styled}**`;
  // An escaped tilde at the end would be read as part of the marker.
  return strike ? `~~${styled}${styled.endsWith('~') ? wordJoiner : ''}~~` : styled;
}

/** A link that shows its whole address, and no preview of the page. */
const plainLink = (address: string): string => `<${address}>`;

/** Styled text; a link that contains a marker's character gets no style, which it would end. */
function writeText(line: string, style: Style): string {
  const groups: { pieces: TextPiece[]; isUnstyled: boolean }[] = [];
  for (const piece of splitAddresses(line)) {
    const isUnstyled = piece.kind === 'web' && /[*_~]/.test(piece.text);
    const last = groups.at(-1);
    if (last && !last.isUnstyled && !isUnstyled) last.pieces.push(piece);
    else groups.push({ pieces: [piece], isUnstyled });
  }
  return joinSafely(
    groups.map(({ pieces, isUnstyled }) => {
      const text = pieces
        .map((piece) => (piece.kind === 'web' ? plainLink(piece.text) : escapePiece(piece)))
        .join('');
      const core = pieces.map((piece) => piece.text).join('');
      return isUnstyled ? text : wrapTrimmed(text, (inner) => withStyle(inner, core, style));
    }),
  );
}

/** Renders a command, typed as one word (`/alert_send`), as a clickable mention. */
export type CommandMention = (typed: string) => string;

/** One line, since the prefix of a quote or heading line would break markers that span lines. */
function writeLine(inline: Exclude<Inline, { kind: 'time' | 'command' }>, line: string): string {
  if (inline.kind === 'link') {
    if (line === inline.url && splitAddresses(line)[0]?.text === line) return plainLink(line);
    return wrapTrimmed(
      line,
      (core) => `[${escapePiece({ kind: 'words', text: core })}](<${escapeUrl(inline.url)}>)`,
    );
  }
  // Discord does not separate spaces around code from those inside.
  if (inline.code) {
    return wrapTrimmed(line, (core) => `\`${withoutMentions(core.replaceAll('`', 'ˋ'))}\``);
  }
  return writeText(line, inline);
}

/** Includes Unicode's line breaks: Discord's markers do not span them. */
const lineBreaks = /[\n\u2028\u2029]/;

function writeInline(inline: Inline, mention: CommandMention): string {
  if (inline.kind === 'command') return mention(inline.text);
  if (inline.kind === 'time') {
    return `<t:${Math.floor(Date.parse(inline.at) / 1000)}:${timestampStyles[inline.style]}>`;
  }
  return inline.text
    .split(lineBreaks)
    .map((line) => writeLine(inline, line))
    .join('\n');
}

/** Whether two adjacent pieces would be parsed differently together: `**a***b*`, or an underscore within a word. */
const wouldMerge = (before: string, next: string): boolean =>
  before !== '' &&
  ((/[*~`_]$/.test(before) && before.at(-1) === next[0]) ||
    (before.endsWith('_') && /^[\p{L}\p{N}]/u.test(next)) ||
    (next.startsWith('_') && /[\p{L}\p{N}]$/u.test(before)));

const joinSafely = (texts: readonly string[]): string =>
  texts.reduce((before, next) => before + (wouldMerge(before, next) ? wordJoiner : '') + next, '');

const writeInlines = (content: readonly Inline[], mention: CommandMention): string =>
  joinSafely(content.map((inline) => writeInline(inline, mention)));

const fence = (text: string, language = ''): string =>
  text.trim() === ''
    ? ''
    : `\`\`\`${language}\n${text.replaceAll('```', 'ˋˋˋ').replace(/\n$/, '')}\n\`\`\``;

function writeField(
  { name, value }: { name: string; value: Inline[] },
  mention: CommandMention,
): string {
  const title = writeInlines(
    name.trim() === '' ? [] : [{ kind: 'text', text: `${name}:`, bold: true }],
    mention,
  );
  const text = writeInlines(value, mention);
  return title === '' ? text : `${title} ${text}`;
}

function writeBlock(block: TextBlock, mention: CommandMention): string {
  switch (block.kind) {
    case 'heading':
      return prefixLines('### ', writeInlines(block.content, mention));
    case 'paragraph':
      return writeInlines(block.content, mention);
    case 'quote':
      return prefixLines('> ', writeInlines(block.content, mention));
    case 'list':
      return block.items
        .map((item, at) => {
          const marker = block.start === undefined ? '-' : `${block.start + at}.`;
          return `${marker} ${writeInlines(item, mention)}`;
        })
        .join('\n');
    case 'fields':
      return block.fields.map((field) => writeField(field, mention)).join('\n');
    case 'code':
      return fence(block.text, block.language);
    case 'table':
      return fence(renderTable(block) ?? '');
    case 'footer':
      return prefixLines('-# ', writeInlines(block.content, mention));
    case 'details':
      // Open: what folds it is a button beside the summary, in a message of components.
      return joinBlocks([
        writeInlines(block.summary, mention),
        ...block.blocks.map((one) => writeBlock(one, mention)),
      ]);
  }
}

/** Blocks as Discord's markdown. */
export const renderDiscordMarkdown = (
  blocks: readonly TextBlock[],
  mention: CommandMention,
): string => joinBlocks(blocks.map((block) => writeBlock(block, mention)));
