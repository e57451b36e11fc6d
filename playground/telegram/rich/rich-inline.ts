import { badRequest, botApiError } from '../bot-api/errors.ts';
import type { RichButton, RichStyle, RichText, RichTextPart } from '../bot-api/rich-types.ts';
import { LIMITS } from '../limits.ts';
import { readButtonUrl } from '../state/reply-markup.ts';
import { findUser, type State } from '../state/state.ts';
import { detectEntities } from '../text/detect-entities.ts';
import { dateFormat, MarkupError } from '../text/entity.ts';
import { linkedUser, storedLink } from '../text/links.ts';
import type { RichElement, RichNode } from './parse-tags.ts';

/** Who reads: for mentions, and whether links and names in plain text are found. */
export interface InlineContext {
  state: State;
  detects: boolean;
}

const STYLES: Readonly<Record<string, RichStyle>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  sub: 'subscript',
  sup: 'superscript',
  mark: 'marked',
  code: 'code',
};

/** Tags that stand within a line. */
export const inlineTags: ReadonlySet<string> = new Set([
  ...Object.keys(STYLES),
  ...['a', 'br', 'tg-time', 'tg-emoji', 'tg-reference', 'tg-math', 'tg-button'],
]);

/** Line breaks of the source are spaces, as in a browser. */
const collapsed = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ');

/** Plain text with what Telegram finds in it. */
function foundIn(text: string, { detects }: InlineContext): RichText[] {
  if (!detects) return [text];
  const parts: RichText[] = [];
  let from = 0;
  for (const { type, offset, length } of detectEntities(text)) {
    const found = text.slice(offset, offset + length);
    const part = toPart(type, found);
    if (!part) continue;
    if (offset > from) parts.push(text.slice(from, offset));
    parts.push(part);
    from = offset + length;
  }
  return from < text.length ? [...parts, text.slice(from)] : parts;
}

function toPart(type: string, text: string): RichTextPart | undefined {
  if (type === 'url') return { type, text, url: text };
  if (type === 'email') return { type: 'email_address', text, email_address: text };
  if (type === 'mention') return { type, text, username: text.slice(1) };
  if (type === 'hashtag') return { type, text, hashtag: text };
  return type === 'bot_command' ? { type, text, bot_command: text } : undefined;
}

/** One text of several, as short as it can be said. */
const joined = (parts: RichText[]): RichText => (parts.length === 1 ? (parts[0] ?? '') : parts);

/**
 * The text of nodes within a line.
 * @throws MarkupError for what cannot stand there
 */
export function toRichText(nodes: RichNode[], context: InlineContext): RichText {
  return joined(
    nodes.flatMap((node): RichText[] => {
      if (typeof node === 'string') {
        const text = collapsed(node);
        return text === '' ? [] : foundIn(text, context);
      }
      return [elementText(node, context)];
    }),
  );
}

function elementText(element: RichElement, context: InlineContext): RichText {
  const { tag, attributes, children } = element;
  const style = STYLES[tag];
  const isVerbatim = tag === 'code' || tag === 'a' || tag === 'tg-button';
  const inner = isVerbatim ? { ...context, detects: false } : context;
  if (tag === 'br') return '\n';
  if (tag === 'tg-button') return { type: 'button', button: readButton(element, inner) };
  const text = toRichText(children, inner);
  if (style) return { type: style, text };
  if (tag === 'a') return linkText(attributes.get('href') ?? '', text, context.state);
  if (tag === 'tg-time') {
    const unix_time = Number(attributes.get('unix') ?? 0);
    const date_time_format = dateFormat(attributes.get('format') ?? '');
    if (date_time_format === undefined) throw new MarkupError('Invalid date format used');
    return unix_time > 0 ? { type: 'date_time', text, unix_time, date_time_format } : text;
  }
  if (inlineTags.has(tag)) return text;
  throw new MarkupError(`Tag "${tag}" isn't allowed within a line`);
}

function linkText(href: string, text: RichText, state: State): RichText {
  const user = findUser(state, linkedUser(href) ?? 0);
  if (user) return { type: 'text_mention', text, user };
  if (href.startsWith('mailto:')) {
    return { type: 'email_address', text, email_address: href.slice('mailto:'.length) };
  }
  const url = storedLink(href);
  return url === undefined ? text : { type: 'url', text, url };
}

/** What a `<tg-button>` does. Kinds that nobody can press here are refused. */
export function readButton(
  { attributes, children }: RichElement,
  context: InlineContext,
): RichButton {
  const given = attributes.get('style');
  const kind = attributes.get('type') ?? '';
  const style = (['danger', 'success', 'primary', 'link'] as const).find((one) => one === given);
  if (given !== undefined && !style) throw badRequest('invalid button style specified');
  if (style === 'link' && kind !== 'callback_data')
    throw badRequest('invalid button style specified');
  const button: RichButton = { text: toRichText(children, context), ...(style && { style }) };
  if (kind === 'url') return { ...button, url: readButtonUrl(attributes.get('url') ?? '') };
  if (kind === 'callback_data') {
    const callback_data = attributes.get('data') ?? '';
    const size = Buffer.byteLength(callback_data);
    if (size < 1 || size > LIMITS.callbackDataBytes) throw botApiError('buttonData');
    return { ...button, callback_data };
  }
  if (kind === 'copy_text') {
    const text = attributes.get('text') ?? '';
    if (text === '' || [...text].length > LIMITS.copyText) throw botApiError('copyText');
    return { ...button, copy_text: { text } };
  }
  if (kind === 'disabled') return { ...button, disabled: {} };
  throw badRequest(`unsupported button type "${kind}" specified`);
}
