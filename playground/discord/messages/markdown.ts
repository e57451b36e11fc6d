import type { TextSpan } from '../../driver/visible-message.ts';
import { formatTimestamp } from './timestamps.ts';

/** What the text refers to, and in whose eyes. */
export interface MarkdownContext {
  locale: 'vi' | 'en';
  /** Milliseconds since the epoch, for relative dates. */
  now: number;
  user: (id: string) => string | undefined;
  role: (id: string) => string | undefined;
  channel: (id: string) => string | undefined;
  /** Whether this mention pings: `@everyone`, `@here`, a user's or a role's id. */
  pings: (target: { kind: 'everyone' | 'user' | 'role'; id: string }) => boolean;
}

type Style = Omit<TextSpan, 'text'>;

const fence = /```(?:[a-zA-Z0-9_+\-.#]+\n)?\n*([\s\S]+?)\n*```/;

/**
 * Discord's markdown as spans. Markup that Discord would leave standing stays in the text,
 * so that a test can see what leaked.
 */
export function renderMarkdown(source: string, reader: MarkdownContext): TextSpan[] {
  return merge(blocks(source, {}, reader));
}

/** Titles, field names: no headings, lists or quotes. */
export function renderInline(source: string, reader: MarkdownContext): TextSpan[] {
  return merge(inline(source, {}, reader));
}

function blocks(source: string, style: Style, reader: MarkdownContext): TextSpan[] {
  const block = fence.exec(source);
  if (block) {
    return [
      ...blocks(source.slice(0, block.index).replace(/\n$/, ''), style, reader),
      { ...style, text: block[1] ?? '', pre: true },
      ...blocks(source.slice(block.index + block[0].length).replace(/^\n/, ''), style, reader),
    ];
  }
  const spans: TextSpan[] = [];
  const lines = source.split('\n');
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) spans.push(...inline(plain.join('\n'), style, reader));
    plain = [];
  };
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1;
    if (!style.quote && line.startsWith('>>> ')) {
      flush();
      const rest = [line.slice(4), ...lines.slice(index + 1)].join('\n');
      spans.push(...blocks(rest, { ...style, quote: true }, reader));
      return spans;
    }
    const drawn = drawLine(line, style, reader);
    if (drawn) {
      flush();
      spans.push(...drawn);
      if (!last) spans.push({ ...style, text: '\n' });
    } else {
      plain.push(line);
      // The break after a plain line belongs to it when something else follows.
      const next = lines[index + 1];
      if (next !== undefined && drawLine(next, style, reader)) {
        plain.push('');
        flush();
      }
    }
  }
  flush();
  return spans;
}

/** A line that is more than a line: heading, quote, list item, small print. */
function drawLine(line: string, style: Style, reader: MarkdownContext): TextSpan[] | undefined {
  const heading = /^(#{1,3})\s+(\S.*)$/.exec(line);
  if (heading?.[1] && heading[2])
    return inline(heading[2], { ...style, heading: heading[1].length }, reader);
  const quote = /^> (.*)$/.exec(line);
  if (quote && !style.quote)
    return (
      drawLine(quote[1] ?? '', { ...style, quote: true }, reader) ??
      inline(quote[1] ?? '', { ...style, quote: true }, reader)
    );
  const item = /^(\s*)(?:[-*]|(\d+\.))\s+(\S.*)$/.exec(line);
  if (item)
    return [
      { ...style, text: `${item[1] ?? ''}${item[2] ?? '•'} ` },
      ...inline(item[3] ?? '', style, reader),
    ];
  const small = /^-# (\S.*)$/.exec(line);
  return small ? inline(small[1] ?? '', style, reader) : undefined;
}

interface Rule {
  pattern: RegExp;
  /** `undefined` leaves the first character as it stands. */
  draw: (match: RegExpExecArray, style: Style, reader: MarkdownContext) => TextSpan[] | undefined;
}

const wrapped =
  (change: Style): Rule['draw'] =>
  (match, style, reader) =>
    inline(match[1] ?? '', { ...style, ...change }, reader);

const raw =
  (change: Style): Rule['draw'] =>
  (match, style) => [{ ...style, ...change, text: match[1] ?? '' }];

/** Tried in this order at every place of the text. */
const rules: Rule[] = [
  {
    // A backslash does not keep @everyone from pinging.
    pattern: /^\\(?=@(?:everyone|here)\b)/,
    draw: () => [],
  },
  { pattern: /^\\([^\p{L}\p{N}\s])/u, draw: raw({}) },
  {
    pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/,
    draw: (match, style) => [
      { ...style, code: true, text: (match[2] ?? '').replace(/^ (.+) $/, '$1') },
    ],
  },
  { pattern: /^\*\*\*(?=\S)([\s\S]+?)\*\*\*(?!\*)/, draw: wrapped({ bold: true, italic: true }) },
  { pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, draw: wrapped({ bold: true }) },
  { pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, draw: wrapped({ underline: true }) },
  {
    // Each place can be read in one way only: else an open asterisk before many backslashes takes for ever.
    pattern: /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    draw: wrapped({ italic: true }),
  },
  { pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}])/u, draw: wrapped({ italic: true }) },
  { pattern: /^~~([\s\S]+?)~~/, draw: wrapped({ strike: true }) },
  { pattern: /^\|\|([\s\S]+?)\|\|/, draw: wrapped({ spoiler: true }) },
  {
    pattern:
      /^\[((?:\\.|[^[\]\\]|\[[^\]]*\])+)\]\(<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+["'][^)]*["'])?\)/,
    // Discord does not mask one address with another.
    draw: (match, style, reader) =>
      /https?:\/\//.test(match[1] ?? '')
        ? undefined
        : inline(match[1] ?? '', { ...style, link: match[2] ?? '' }, reader),
  },
  {
    pattern: /^<(https?:\/\/[^\s>]+)>/,
    draw: (match, style) => [{ ...style, text: match[1] ?? '', link: match[1] ?? '' }],
  },
  {
    pattern: /^https?:\/\/[^\s<]*[^\s<.,:;"'\]]/,
    draw: (match, style) => {
      const { address, rest } = withoutStrayParenthesis(match[0]);
      return [
        { ...style, text: address, link: style.link ?? address },
        { ...style, text: rest },
      ];
    },
  },
  {
    pattern: /^<@!?(\d{5,20})>/,
    draw: (match, style, reader) =>
      mention(
        `@${reader.user(match[1] ?? '') ?? 'unknown-user'}`,
        'user',
        match[1] ?? '',
        style,
        reader,
      ),
  },
  {
    pattern: /^<@&(\d{5,20})>/,
    draw: (match, style, reader) =>
      mention(
        `@${reader.role(match[1] ?? '') ?? 'unknown-role'}`,
        'role',
        match[1] ?? '',
        style,
        reader,
      ),
  },
  {
    pattern: /^<#(\d{5,20})>/,
    draw: (match, style, reader) => [
      { ...style, text: `#${reader.channel(match[1] ?? '') ?? 'unknown'}` },
    ],
  },
  {
    pattern: /^<(\/[^:<>]+):\d{5,20}>/,
    draw: raw({}),
  },
  {
    pattern: /^<a?(:\w+:)\d{5,20}>/,
    draw: raw({}),
  },
  {
    pattern: /^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/,
    draw: (match, style, reader) => {
      const seconds = Number(match[1]);
      const text = formatTimestamp(seconds, match[2] ?? 'f', reader.locale, reader.now);
      return text === undefined ? undefined : [{ ...style, text, time: seconds }];
    },
  },
  {
    pattern: /^@(everyone|here)\b/,
    draw: (match, style, reader) => mention(match[0], 'everyone', match[1] ?? '', style, reader),
  },
];

/** `(see https://a.b)`: the last parenthesis belongs to the sentence, unless the address opened it. */
function withoutStrayParenthesis(address: string): { address: string; rest: string } {
  const count = (sign: string) => address.split(sign).length - 1;
  const stray = address.endsWith(')') && count(')') > count('(');
  return stray ? { address: address.slice(0, -1), rest: ')' } : { address, rest: '' };
}

function mention(
  text: string,
  kind: 'everyone' | 'user' | 'role',
  id: string,
  style: Style,
  reader: MarkdownContext,
): TextSpan[] {
  return [{ ...style, text, ...(reader.pings({ kind, id }) ? { mention: text } : {}) }];
}

/** Characters at which a rule can begin; the rest is skipped quickly. */
const special = /[\\`*_~|[<h@]/;

function inline(source: string, style: Style, reader: MarkdownContext): TextSpan[] {
  const spans: TextSpan[] = [];
  let plain = '';
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const char = source[at] ?? '';
    const drawn = special.test(char) ? drawFirst(rest, source[at - 1], style, reader) : undefined;
    if (drawn) {
      if (plain) spans.push({ ...style, text: plain });
      plain = '';
      spans.push(...drawn.spans);
      at += drawn.length;
    } else {
      plain += char;
      at += 1;
    }
  }
  if (plain) spans.push({ ...style, text: plain });
  return spans;
}

function drawFirst(
  rest: string,
  before: string | undefined,
  style: Style,
  reader: MarkdownContext,
): { spans: TextSpan[]; length: number } | undefined {
  for (const { pattern, draw } of rules) {
    const match = pattern.exec(rest);
    if (!match) continue;
    // An underscore inside a word is a letter of it.
    if (rest.startsWith('_') && !rest.startsWith('__') && before && /[\p{L}\p{N}]/u.test(before))
      continue;
    const spans = draw(match, style, reader);
    if (spans) return { spans, length: match[0].length };
  }
  return undefined;
}

/** Joins neighbours of the same style. */
function merge(spans: TextSpan[]): TextSpan[] {
  const merged: TextSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && !last.mention && !span.mention && last.time === undefined && sameStyle(last, span))
      merged[merged.length - 1] = { ...last, text: last.text + span.text };
    else if (span.text !== '') merged.push(span);
  }
  return merged;
}

function sameStyle(one: TextSpan, other: TextSpan): boolean {
  const { text: _, ...a } = one;
  const { text: __, ...b } = other;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Reflect.get(a, key) === Reflect.get(b, key))
  );
}
