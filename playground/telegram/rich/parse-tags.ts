import { byteOffset, isSpace, lowerAscii, MarkupError } from '../text/entity.ts';

/** An element of rich HTML. */
export interface RichElement {
  tag: string;
  attributes: ReadonlyMap<string, string>;
  children: RichNode[];
}
export type RichNode = string | RichElement;

/** Named characters of rich messages. Source: Bot API, "Rich HTML style". */
const CHARACTERS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** Tags with no end. */
const EMPTY: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'tg-map']);

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (all, hex, decimal, name) => {
      if (name !== undefined) return CHARACTERS[name] ?? all;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : all;
    },
  );
}

const ATTRIBUTE = /([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)))?\s*/y;

/**
 * Parses rich HTML into a tree.
 * @param supported the tags that there are
 * @throws MarkupError with Telegram's message
 */
export function parseTags(source: string, supported: ReadonlySet<string>): RichNode[] {
  const root: RichElement = { tag: '', attributes: new Map(), children: [] };
  const open = [root];
  let position = 0;
  const inside = (): RichElement => open.at(-1) ?? root;
  const at = () => `at byte offset ${byteOffset(source, position)}`;

  function readAttributes(tag: string): Map<string, string> {
    const attributes = new Map<string, string>();
    while (position < source.length && !/[>/]/.test(source.charAt(position))) {
      ATTRIBUTE.lastIndex = position;
      const [whole, name, ...values] = ATTRIBUTE.exec(source) ?? [];
      if (whole === undefined || name === undefined) {
        throw new MarkupError(`Unclosed start tag "${tag}" ${at()}`);
      }
      attributes.set(lowerAscii(name), decoded(values.find((value) => value !== undefined) ?? ''));
      position += whole.length;
    }
    return attributes;
  }

  function readStart(): void {
    const begin = at();
    const [, name = ''] = /^<([^\s>/]*)/.exec(source.slice(position, position + 64)) ?? [];
    const tag = lowerAscii(name);
    if (!supported.has(tag)) throw new MarkupError(`Unsupported start tag "${tag}" ${begin}`);
    position += name.length + 1;
    while (isSpace(source.charAt(position)) && position < source.length) position++;
    const attributes = readAttributes(tag);
    const isClosed = source.charAt(position) === '/';
    if (isClosed) position++;
    if (source.charAt(position) !== '>')
      throw new MarkupError(`Unclosed start tag "${tag}" ${begin}`);
    position++;
    const element = { tag, attributes, children: [] };
    inside().children.push(element);
    if (!isClosed && !EMPTY.has(tag)) open.push(element);
  }

  function readEnd(): void {
    const { tag } = inside();
    const [whole, name = ''] = /^<\/([^\s>]*)\s*>/.exec(source.slice(position)) ?? [];
    if (whole === undefined) throw new MarkupError(`Unclosed end tag ${at()}`);
    const found = lowerAscii(name);
    if (open.length === 1) throw new MarkupError(`Unexpected end tag ${at()}`);
    if (found !== tag) {
      throw new MarkupError(`Unmatched end tag ${at()}, expected "</${tag}>", found "</${found}>"`);
    }
    position += whole.length;
    open.pop();
  }

  while (position < source.length) {
    if (source.charAt(position) !== '<') {
      const next = source.indexOf('<', position);
      const end = next < 0 ? source.length : next;
      inside().children.push(decoded(source.slice(position, end)));
      position = end;
    } else if (source.charAt(position + 1) === '/') readEnd();
    else readStart();
  }
  if (open.length > 1) {
    throw new MarkupError(`Can't find end tag corresponding to start tag "${inside().tag}"`);
  }
  return root.children;
}
