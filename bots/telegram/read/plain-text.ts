import type { Message } from 'telegraf/types';
import { z } from 'zod';

/** A formatted range of a text. telegraf's types have no dates. Source: Bot API, MessageEntity. */
const entitySchema = z.object({
  type: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
  url: z.string().optional(),
  unix_time: z.number().int().optional(),
  date_time_format: z.string().optional(),
});
type Entity = z.infer<typeof entitySchema>;

const entitiesSchema = z.object({
  entities: z.array(z.unknown()).optional(),
  caption_entities: z.array(z.unknown()).optional(),
});

/** The text or caption of a message. */
function rawTextOf(message: Message): string {
  if ('text' in message) return message.text;
  return 'caption' in message ? (message.caption ?? '') : '';
}

function entitiesOf(message: Message): Entity[] {
  const read = entitiesSchema.safeParse(message);
  const { entities, caption_entities: ofCaption } = read.success ? read.data : {};
  return (entities ?? ofCaption ?? []).flatMap((one) => {
    const entity = entitySchema.safeParse(one);
    return entity.success ? [entity.data] : [];
  });
}

const withoutScheme = (address: string) => address.replace(/^https?:\/\//i, '').replace(/\/$/, '');

/** The text of a link followed by its address, which goes before a closing quote that would end a value. */
function writeLink(text: string, url: string): string {
  if (!/^https?:\/\//i.test(url)) return text;
  const address = url.replace(/[\s"“”«»<>]/g, encodeURIComponent);
  if (withoutScheme(text.trim()) === withoutScheme(url)) return text.replace(text.trim(), address);
  const [, inner = text, close = ''] = /^([\s\S]*?)(\s*["”»]?\s*)$/.exec(text) ?? [];
  return `${inner} (${address})${close}`;
}

/**
 * A date entity, which the client formats for its author, as a Discord timestamp, which our readers of dates and texts
 * understand. One without a format is shown with its own text.
 */
function writeTimestamp(text: string, unix: number, format: string): string {
  const has = (letters: RegExp) => letters.test(format);
  if (format === '') return text;
  const style = has(/r/) ? 'R' : has(/[dD]/) ? (has(/[tT]/) ? 'F' : 'D') : has(/[tT]/) ? 't' : 'F';
  return `<t:${unix}:${style}>`;
}

function writeEntity(
  { type, url, unix_time: unix, date_time_format: format }: Entity,
  text: string,
) {
  if (type === 'text_link' && url !== undefined) return writeLink(text, url);
  if (type === 'date_time' && unix !== undefined) return writeTimestamp(text, unix, format ?? '');
  return text;
}

/**
 * The text or caption as its author saw it, with the addresses of links and with dates as timestamps.
 * @param without a range to leave out
 */
export function visibleText(
  message: Message,
  without?: { offset: number; length: number },
): string {
  const text = rawTextOf(message);
  const gaps: Entity[] = without ? [{ ...without, type: 'without' }] : [];
  const entities = [...gaps, ...entitiesOf(message)]
    .filter(({ type }) => ['text_link', 'date_time', 'without'].includes(type))
    .sort((a, b) => a.offset - b.offset);
  let visible = '';
  let at = 0;
  for (const entity of entities) {
    const { offset, length, type } = entity;
    if (offset < at) continue;
    const inner = text.slice(offset, offset + length);
    visible += text.slice(at, offset) + (type === 'without' ? '' : writeEntity(entity, inner));
    at = offset + length;
  }
  return visible + text.slice(at);
}
