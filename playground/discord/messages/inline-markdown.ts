import type { TextSpan } from '../../driver/visible-message.ts';
import { formatTimestamp } from './timestamps.ts';

/** The reader of a text, and names of what it refers to. */
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

export type Style = Omit<TextSpan, 'text'>;

interface Rule {
  pattern: RegExp;
  /** `undefined` keeps the first character as text. */
  render: (match: RegExpExecArray, style: Style, reader: MarkdownContext) => TextSpan[] | undefined;
}

const wrapped =
  (change: Style): Rule['render'] =>
  (match, style, reader) =>
    inline(match[1] ?? '', { ...style, ...change }, reader);

const raw =
  (change: Style): Rule['render'] =>
  (match, style) => [{ ...style, ...change, text: match[1] ?? '' }];

/** Tried in this order at every position. */
const rules: Rule[] = [
  {
    // A backslash does not keep @everyone from pinging.
    pattern: /^\\(?=@(?:everyone|here)\b)/,
    render: () => [],
  },
  { pattern: /^\\([^\p{L}\p{N}\s])/u, render: raw({}) },
  {
    pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/,
    render: (match, style) => [
      { ...style, code: true, text: (match[2] ?? '').replace(/^ (.+) $/, '$1') },
    ],
  },
  { pattern: /^\*\*\*(?=\S)([\s\S]+?)\*\*\*(?!\*)/, render: wrapped({ bold: true, italic: true }) },
  { pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, render: wrapped({ bold: true }) },
  { pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, render: wrapped({ underline: true }) },
  {
    // Unambiguous at every position, to avoid catastrophic backtracking on an open asterisk before many backslashes.
    pattern: /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    render: wrapped({ italic: true }),
  },
  { pattern: /^_((?:__|\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}])/u, render: wrapped({ italic: true }) },
  { pattern: /^~~([\s\S]+?)~~/, render: wrapped({ strike: true }) },
  { pattern: /^\|\|([\s\S]+?)\|\|/, render: wrapped({ spoiler: true }) },
  {
    pattern:
      /^\[((?:\\.|[^[\]\\]|\[[^\]]*\])+)\]\(<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+["'][^)]*["'])?\)/,
    // Discord does not mask one address with another.
    render: (match, style, reader) =>
      /https?:\/\//.test(match[1] ?? '')
        ? undefined
        : inline(match[1] ?? '', { ...style, link: match[2] ?? '' }, reader),
  },
  {
    pattern: /^<(https?:\/\/[^\s>]+)>/,
    render: (match, style) => [{ ...style, text: match[1] ?? '', link: match[1] ?? '' }],
  },
  {
    pattern: /^https?:\/\/[^\s<]*[^\s<.,:;"'\]]/,
    render: (match, style) => {
      const { address, rest } = withoutStrayParenthesis(match[0]);
      return [
        { ...style, text: address, link: style.link ?? address },
        { ...style, text: rest },
      ];
    },
  },
  {
    pattern: /^<@!?(\d{5,20})>/,
    render: (match, style, reader) =>
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
    render: (match, style, reader) =>
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
    render: (match, style, reader) => [
      { ...style, text: `#${reader.channel(match[1] ?? '') ?? 'unknown'}` },
    ],
  },
  {
    pattern: /^<(\/[^:<>]+):\d{5,20}>/,
    render: raw({}),
  },
  {
    pattern: /^<a?(:\w+:)\d{5,20}>/,
    render: raw({}),
  },
  {
    pattern: /^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/,
    render: (match, style, reader) => {
      const seconds = Number(match[1]);
      const text = formatTimestamp(seconds, match[2] ?? 'f', reader.locale, reader.now);
      return text === undefined ? undefined : [{ ...style, text, time: seconds }];
    },
  },
  {
    pattern: /^@(everyone|here)\b/,
    render: (match, style, reader) => mention(match[0], 'everyone', match[1] ?? '', style, reader),
  },
];

/** `(see https://a.b)`: the last parenthesis belongs to the sentence unless the address contains its opening one. */
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

/** Characters at which a rule can match; others are skipped quickly. */
const special = /[\\`*_~|[<h@]/;

export function inline(source: string, style: Style, reader: MarkdownContext): TextSpan[] {
  const spans: TextSpan[] = [];
  let plain = '';
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const char = source[at] ?? '';
    const rendered = special.test(char)
      ? applyFirstRule(rest, source[at - 1], style, reader)
      : undefined;
    if (rendered) {
      if (plain) spans.push({ ...style, text: plain });
      plain = '';
      spans.push(...rendered.spans);
      at += rendered.length;
    } else {
      plain += char;
      at += 1;
    }
  }
  if (plain) spans.push({ ...style, text: plain });
  return spans;
}

function applyFirstRule(
  rest: string,
  before: string | undefined,
  style: Style,
  reader: MarkdownContext,
): { spans: TextSpan[]; length: number } | undefined {
  for (const { pattern, render } of rules) {
    const match = pattern.exec(rest);
    if (!match) continue;
    // Underscores inside words are literal.
    if (rest.startsWith('_') && !rest.startsWith('__') && before && /[\p{L}\p{N}]/u.test(before))
      continue;
    const spans = render(match, style, reader);
    if (spans) return { spans, length: match[0].length };
  }
  return undefined;
}
