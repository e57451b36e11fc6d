import { joinBlocks, prefixLines, wordJoiner } from '../../../src/message/layout/normalize.ts';
import { renderTable } from '../../../src/message/layout/table.ts';
import { splitAddresses, type TextPiece } from '../../../src/message/links/addresses.ts';
import type { Block, Inline, TimeStyle } from '../../../src/message/message.ts';

/** Discord's own timestamps show each reader the local time. Source: Discord, "Timestamp Styles". */
const timestampStyles: Readonly<Record<TimeStyle, string>> = {
  date: 'D',
  time: 't',
  dateTime: 'F',
  relative: 'R',
};

/** Where an @ could mention somebody: everybody who is there, or a person or role by its id. */
const mentions = /@(?=everyone|here)|(?<=<\\?)@/giu;

const withoutMentions = (text: string): string => text.replace(mentions, `@${wordJoiner}`);

/** Signs without which nothing in a text is markup or a mention. */
const signs = /[\\*_~`|[\]()<>#:@+.-]/;

/** Markdown taken literally: nothing that a person wrote becomes markup, an emoji or a channel link. */
const escapeMarkdown = (text: string): string =>
  signs.test(text)
    ? text
        .replace(/[\\*_~`|[\]()<>#:]/g, '\\$&')
        .replace(/^(\s*)([-+])(?=\s|$)/gm, '$1\\$2')
        .replace(/^(\s*\d+)\.(?=\s|$)/gm, '$1\\.')
    : text;

/** Words that stand for nothing but themselves. An address without its scheme is no link here, and stays as it is. */
const escapePiece = ({ kind, text }: TextPiece): string =>
  kind === 'words' ? withoutMentions(escapeMarkdown(text)) : escapeMarkdown(text);

const escapeUrl = (url: string): string =>
  url.replace(/[()<>\s\\]/g, (letter) =>
    encodeURIComponent(letter).replace('(', '%28').replace(')', '%29'),
  );

/** Spaces at the ends stay outside: marks hold only when they touch a letter. */
function wrapped(line: string, wrap: (core: string) => string): string {
  const core = line.trim();
  if (core === '') return line;
  const from = line.indexOf(core);
  return line.slice(0, from) + wrap(core) + line.slice(from + core.length);
}

type Marks = Pick<Extract<Inline, { kind: 'text' }>, 'bold' | 'italic' | 'strike'>;

function marked(text: string, core: string, { bold, italic, strike }: Marks): string {
  let said = text;
  // An escaped star behind a space would end what a star began.
  const slant = core.includes('*') ? '_' : '*';
  if (italic) said = `${slant}${said}${slant}`;
  if (bold) said = `**${said}**`;
  // An escaped tilde at the end would be taken for the mark.
  return strike ? `~~${said}${said.endsWith('~') ? wordJoiner : ''}~~` : said;
}

/** A link that shows its whole address, and no preview of the page. */
const plainLink = (address: string): string => `<${address}>`;

/** Words with their marks around them; a link in which such a mark would end stands without. */
function writeWords(line: string, marks: Marks): string {
  const groups: { pieces: TextPiece[]; bare: boolean }[] = [];
  for (const piece of splitAddresses(line)) {
    const bare = piece.kind === 'web' && /[*_~]/.test(piece.text);
    const last = groups.at(-1);
    if (last && !last.bare && !bare) last.pieces.push(piece);
    else groups.push({ pieces: [piece], bare });
  }
  return joinSafely(
    groups.map(({ pieces, bare }) => {
      const text = pieces
        .map((piece) => (piece.kind === 'web' ? plainLink(piece.text) : escapePiece(piece)))
        .join('');
      const core = pieces.map((piece) => piece.text).join('');
      return bare ? text : wrapped(text, (inner) => marked(inner, core, marks));
    }),
  );
}

/** How a command, as it is typed in one word (`/alert_send`), is written so that it can be pressed. */
export type CommandMention = (typed: string) => string;

/** One line: a mark that spans lines would be broken by what a quote or a heading puts before each. */
function writeLine(inline: Exclude<Inline, { kind: 'time' | 'command' }>, line: string): string {
  if (inline.kind === 'link') {
    if (line === inline.url && splitAddresses(line)[0]?.text === line) return plainLink(line);
    return wrapped(
      line,
      (core) => `[${escapePiece({ kind: 'words', text: core })}](<${escapeUrl(inline.url)}>)`,
    );
  }
  // What stands around code is not told apart from what stands in it.
  if (inline.code) {
    return wrapped(line, (core) => `\`${withoutMentions(core.replaceAll('`', 'ˋ'))}\``);
  }
  return writeWords(line, inline);
}

/** Unicode's own breaks too: Discord's marks reach over none of them. */
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

/** Whether two pieces would be read another way beside each other: `**a***b*`, or an underscore within a word. */
const wouldMix = (before: string, next: string): boolean =>
  before !== '' &&
  ((/[*~`_]$/.test(before) && before.at(-1) === next[0]) ||
    (before.endsWith('_') && /^[\p{L}\p{N}]/u.test(next)) ||
    (next.startsWith('_') && /[\p{L}\p{N}]$/u.test(before)));

const joinSafely = (texts: readonly string[]): string =>
  texts.reduce((before, next) => before + (wouldMix(before, next) ? wordJoiner : '') + next, '');

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
  const words = writeInlines(value, mention);
  return title === '' ? words : `${title} ${words}`;
}

function writeBlock(block: Block, mention: CommandMention): string {
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
          const sign = block.start === undefined ? '-' : `${block.start + at}.`;
          return `${sign} ${writeInlines(item, mention)}`;
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
  }
}

/** Blocks as Discord's markdown. */
export const renderDiscordMarkdown = (blocks: readonly Block[], mention: CommandMention): string =>
  joinBlocks(blocks.map((block) => writeBlock(block, mention)));
