import type { Message } from 'telegraf/types';
import { z } from 'zod';

/** A stretch of a text that is more than its letters. telegraf's types know no dates. Source: Bot API, MessageEntity. */
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

/** The text of a message as it came, or what stands under its picture or file. */
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

const bare = (address: string) => address.replace(/^https?:\/\//i, '').replace(/\/$/, '');

/** The words of a link with its address behind them: within the quotes that they end with, or a value would end there. */
function writtenLink(words: string, url: string): string {
  if (!/^https?:\/\//i.test(url)) return words;
  const address = url.replace(/[\s"“”«»<>]/g, encodeURIComponent);
  if (bare(words.trim()) === bare(url)) return words.replace(words.trim(), address);
  const [, inner = words, close = ''] = /^([\s\S]*?)(\s*["”»]?\s*)$/.exec(words) ?? [];
  return `${inner} (${address})${close}`;
}

/**
 * A moment that the author saw written by the client, as Discord writes it: what reads dates and texts knows that.
 * One without a format is seen in its own words.
 */
function writtenMoment(words: string, unix: number, format: string): string {
  const has = (letters: RegExp) => letters.test(format);
  if (format === '') return words;
  const style = has(/r/) ? 'R' : has(/[dD]/) ? (has(/[tT]/) ? 'F' : 'D') : has(/[tT]/) ? 't' : 'F';
  return `<t:${unix}:${style}>`;
}

function writtenAs(
  { type, url, unix_time: unix, date_time_format: format }: Entity,
  words: string,
) {
  if (type === 'text_link' && url !== undefined) return writtenLink(words, url);
  if (type === 'date_time' && unix !== undefined) return writtenMoment(words, unix, format ?? '');
  return words;
}

/**
 * What the author of a message saw: its text or caption, with the addresses of its links and the moments that the
 * client wrote.
 * @param without a stretch that is left out
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
  let said = '';
  let at = 0;
  for (const entity of entities) {
    const { offset, length, type } = entity;
    if (offset < at) continue;
    const words = text.slice(offset, offset + length);
    said += text.slice(at, offset) + (type === 'without' ? '' : writtenAs(entity, words));
    at = offset + length;
  }
  return said + text.slice(at);
}
