import {
  byteOffset,
  dateFormat,
  type Entity,
  type EntityType,
  type FormattedText,
  isSpace,
  lowerAscii,
  MarkupError,
  sortEntities,
} from '../entity.ts';
import { linkEntity } from '../link-entity.ts';
import { HtmlReader } from './html-reader.ts';

/** Entity types of tags without arguments. */
const SIMPLE_TAGS: Record<string, EntityType> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};
const OTHER_TAGS = new Set(['a', 'tg-emoji', 'tg-time', 'pre', 'code', 'blockquote']);

interface OpenTag {
  name: string;
  argument: string;
  unixTime: number;
  offset: number;
}

/**
 * Parses text in the HTML parse mode as Telegram does (TDLib's `parse_html`).
 * Offsets in errors count bytes of UTF-8.
 * @throws MarkupError with Telegram's message
 */
export function parseHtml(source: string): FormattedText {
  const reader = new HtmlReader(source);
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';
  let halves = false;

  while (reader.position < source.length) {
    const character = source.charAt(reader.position);
    if (character === '&') {
      const decoded = reader.reference();
      if (decoded === undefined) reader.position++;
      halves ||= decoded !== undefined && !decoded.isWellFormed();
      text += decoded ?? '&';
    } else if (character !== '<') {
      reader.position++;
      text += character;
    } else if (source.charAt(reader.position + 1) === '/') {
      closeTag(reader, open, entities, text);
    } else {
      open.push(openTag(reader, text.length));
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    throw new MarkupError(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  }
  if (halves) {
    throw new MarkupError(
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    );
  }
  for (const entity of entities) if (entity.type === 'code') delete entity.language;
  return { text, entities: sortEntities(entities) };
}

function openTag(reader: HtmlReader, offset: number): OpenTag {
  const begin = reader.position++;
  const at = `at byte offset ${byteOffset(reader.text, begin)}`;
  const name = lowerAscii(reader.takeWhile((c) => !isSpace(c) && c !== '>'));
  if (reader.ended) throw new MarkupError(`Unclosed start tag ${at}`);
  if (!Object.hasOwn(SIMPLE_TAGS, name) && !OTHER_TAGS.has(name)) {
    throw new MarkupError(`Unsupported start tag "${name}" ${at}`);
  }
  const tag: OpenTag = { name, argument: '', unixTime: 0, offset };
  while (reader.current !== '>') {
    reader.skipSpaces();
    if (reader.current === '>') break;
    const attribute = reader.takeWhile((c) => !isSpace(c) && !'=>/"\''.includes(c));
    if (attribute === '') throw new MarkupError(`Empty attribute name in the tag "${name}" ${at}`);
    reader.skipSpaces();
    if (reader.current !== '=') {
      if (reader.ended) throw new MarkupError(`Unclosed start tag "${name}" ${at}`);
      if (name === 'blockquote' && attribute === 'expandable') tag.argument = '1';
      continue;
    }
    reader.position++;
    reader.skipSpaces();
    if (reader.ended) throw new MarkupError(`Unclosed start tag "${name}" ${at}`);
    const value = attributeValue(reader);
    if (reader.ended) throw new MarkupError(`Unclosed start tag ${at}`);
    setAttribute(tag, attribute, value);
  }
  if (name === 'span' && tag.argument !== 'spoiler') {
    throw new MarkupError(`Tag "span" must have class "tg-spoiler" ${at}`);
  }
  reader.position++;
  return tag;
}

function attributeValue(reader: HtmlReader): string {
  const quote = reader.current;
  if (quote !== "'" && quote !== '"') {
    const begin = reader.position;
    const token = reader.takeWhile((c) => /[A-Za-z0-9.-]/.test(c));
    if (!isSpace(reader.current) && reader.current !== '>') {
      const offset = byteOffset(reader.text, begin);
      throw new MarkupError(`Unexpected end of name token at byte offset ${offset}`);
    }
    return lowerAscii(token);
  }
  reader.position++;
  let value = '';
  while (reader.current !== quote && !reader.ended) {
    const decoded = reader.current === '&' ? reader.reference() : undefined;
    if (decoded === undefined) {
      value += reader.current;
      reader.position++;
    } else {
      value += decoded;
    }
  }
  if (reader.current === quote) reader.position++;
  return value;
}

function setAttribute(tag: OpenTag, attribute: string, value: string): void {
  const key = `${tag.name} ${attribute}`;
  if (key === 'a href' || key === 'tg-emoji emoji-id' || key === 'tg-time format') {
    tag.argument = value;
  } else if (key === 'code class' && value.startsWith('language-')) {
    tag.argument = value.slice('language-'.length);
  } else if (key === 'span class' && value.startsWith('tg-')) {
    tag.argument = value.slice('tg-'.length);
  } else if (key === 'blockquote expandable') {
    tag.argument = '1';
  } else if (key === 'tg-time unix') {
    tag.unixTime = Number(/^-?\d+/.exec(value)?.[0] ?? 0) | 0;
  }
}

function closeTag(reader: HtmlReader, open: OpenTag[], entities: Entity[], text: string): void {
  const begin = reader.position;
  const at = `at byte offset ${byteOffset(reader.text, begin)}`;
  const tag = open.at(-1);
  if (!tag) throw new MarkupError(`Unexpected end tag ${at}`);
  reader.position += 2;
  const name = lowerAscii(reader.takeWhile((c) => !isSpace(c) && c !== '>'));
  reader.skipSpaces();
  if (reader.current !== '>') throw new MarkupError(`Unclosed end tag ${at}`);
  if (name !== '' && name !== tag.name) {
    throw new MarkupError(`Unmatched end tag ${at}, expected "</${tag.name}>", found "</${name}>"`);
  }
  reader.position++;
  open.pop();
  if (text.length > tag.offset) addEntity(tag, entities, text);
}

function addEntity(tag: OpenTag, entities: Entity[], text: string): void {
  const run = { offset: tag.offset, length: text.length - tag.offset };
  const simple = SIMPLE_TAGS[tag.name];
  if (simple) {
    entities.push({ type: simple, ...run });
  } else if (tag.name === 'a') {
    const entity = linkEntity(tag.argument || text.slice(tag.offset), run);
    if (entity) entities.push(entity);
  } else if (tag.name === 'blockquote') {
    entities.push({ type: tag.argument ? 'expandable_blockquote' : 'blockquote', ...run });
  } else if (tag.name === 'tg-emoji') {
    if (!/^-?\d{1,19}$/.test(tag.argument) || Number(tag.argument) === 0) {
      throw new MarkupError('Invalid custom emoji identifier specified');
    }
    entities.push({ type: 'custom_emoji', ...run, customEmojiId: `${BigInt(tag.argument)}` });
  } else if (tag.name === 'tg-time') {
    const format = dateFormat(tag.argument);
    if (format === undefined) throw new MarkupError('Invalid date format used');
    if (tag.unixTime > 0) {
      entities.push({ type: 'date_time', ...run, unixTime: tag.unixTime, format });
    }
  } else {
    addCode(tag, entities, run);
  }
}

/** `<pre><code class="language-x">` (in either order) is one block with a language. */
function addCode(tag: OpenTag, entities: Entity[], run: { offset: number; length: number }): void {
  const last = entities.at(-1);
  const same = last && last.offset === run.offset && last.length === run.length;
  if (tag.name === 'pre') {
    if (same && last.type === 'code' && last.language) last.type = 'pre';
    else entities.push({ type: 'pre', ...run });
  } else if (same && last.type === 'pre' && !last.language && tag.argument) {
    last.language = tag.argument;
  } else {
    entities.push({ type: 'code', ...run, ...(tag.argument && { language: tag.argument }) });
  }
}
