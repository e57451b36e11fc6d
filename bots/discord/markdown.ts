import { eachLine, stacked, wordJoiner } from '../../src/message/lay-out.ts';
import type { Block, Inline, TimeStyle } from '../../src/message/message.ts';
import { tableColumns } from '../../src/message/table.ts';

/** Discord's own timestamps show each reader the local time. Source: Discord, "Timestamp Styles". */
const timestampStyles: Readonly<Record<TimeStyle, string>> = {
  date: 'D',
  time: 't',
  dateTime: 'F',
  relative: 'R',
};

const withoutMentions = (text: string): string => text.replace(/@(?=\S)/g, `@${wordJoiner}`);

/** Signs without which nothing in a text is markup or a mention. */
const signs = /[\\*_~`|[\]()<>#:@+.-]/;

/** Markdown taken literally: nothing that a person wrote becomes markup, a mention, an emoji or a channel link. */
const escapeMarkdown = (text: string): string =>
  signs.test(text)
    ? withoutMentions(
        text
          .replace(/[\\*_~`|[\]()<>#:]/g, '\\$&')
          .replace(/^(\s*)([-+])(?=\s|$)/gm, '$1\\$2')
          .replace(/^(\s*\d+)\.(?=\s|$)/gm, '$1\\.'),
      )
    : text;

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

/** One line: a mark that spans lines would be broken by what a quote or a heading puts before each. */
function writeLine(inline: Exclude<Inline, { kind: 'time' }>, line: string): string {
  if (inline.kind === 'link') {
    return wrapped(line, (core) => `[${escapeMarkdown(core)}](<${escapeUrl(inline.url)}>)`);
  }
  return wrapped(line, (core) => {
    // What stands around code is not told apart from what stands in it.
    if (inline.code) return `\`${withoutMentions(core.replaceAll('`', 'ˋ'))}\``;
    let text = escapeMarkdown(core);
    // An escaped star behind a space would end what a star began.
    const slant = core.includes('*') ? '_' : '*';
    if (inline.italic) text = `${slant}${text}${slant}`;
    if (inline.bold) text = `**${text}**`;
    // An escaped tilde at the end would be taken for the mark.
    return inline.strike ? `~~${text}${text.endsWith('~') ? wordJoiner : ''}~~` : text;
  });
}

/** Unicode's own breaks too: Discord's marks reach over none of them. */
const lineBreaks = /[\n\u2028\u2029]/;

function writeInline(inline: Inline): string {
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

const writeInlines = (content: readonly Inline[]): string =>
  content
    .map(writeInline)
    .reduce((before, next) => before + (wouldMix(before, next) ? wordJoiner : '') + next, '');

const fence = (text: string, language = ''): string =>
  text.trim() === ''
    ? ''
    : `\`\`\`${language}\n${text.replaceAll('```', 'ˋˋˋ').replace(/\n$/, '')}\n\`\`\``;

function writeField({ name, value }: { name: string; value: Inline[] }): string {
  const title = writeInlines(
    name.trim() === '' ? [] : [{ kind: 'text', text: `${name}:`, bold: true }],
  );
  return title === '' ? writeInlines(value) : `${title} ${writeInlines(value)}`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return eachLine('### ', writeInlines(block.content));
    case 'paragraph':
      return writeInlines(block.content);
    case 'quote':
      return eachLine('> ', writeInlines(block.content));
    case 'list':
      return block.items
        .map((item, at) => {
          const sign = block.start === undefined ? '-' : `${block.start + at}.`;
          return `${sign} ${writeInlines(item)}`;
        })
        .join('\n');
    case 'fields':
      return block.fields.map(writeField).join('\n');
    case 'code':
      return fence(block.text, block.language);
    case 'table':
      return fence(tableColumns(block) ?? '');
    case 'footer':
      return eachLine('-# ', writeInlines(block.content));
  }
}

/** Blocks as Discord's markdown. */
export const writeBlocks = (blocks: readonly Block[]): string => stacked(blocks.map(writeBlock));
