import { getTdjson } from 'prebuilt-tdlib';
import tdl from 'tdl';
import { z } from 'zod';

/** An entity in the Bot API's words, as far as TDLib's parsers give it. */
export interface TdEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  userId?: number;
  language?: string;
  customEmojiId?: string;
  unixTime?: number;
  format?: string;
}

export type TdParsed = { text: string; entities: TdEntity[] } | { error: string };

const precision = z.object({ _: z.string() }).optional();
const entityType = z.object({
  _: z.string(),
  url: z.string().optional(),
  user_id: z.number().optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
  unix_time: z.number().optional(),
  formatting_type: z
    .object({
      _: z.string(),
      time_precision: precision,
      date_precision: precision,
      show_day_of_week: z.boolean().optional(),
    })
    .optional(),
});
const formatted = z.object({
  text: z.string().default(''),
  entities: z.array(z.object({ offset: z.number(), length: z.number(), type: entityType })),
});
const failed = z.object({ _: z.literal('error'), message: z.string() });

/** TDLib's names for what the Bot API names otherwise. */
const NAMES: Record<string, string> = {
  textEntityTypeBlockQuote: 'blockquote',
  textEntityTypeExpandableBlockQuote: 'expandable_blockquote',
  textEntityTypePreCode: 'pre',
  textEntityTypeTextUrl: 'text_link',
  textEntityTypeMentionName: 'text_mention',
  textEntityTypeEmailAddress: 'email',
};

const nameOf = (type: string): string =>
  NAMES[type] ??
  type
    .replace('textEntityType', '')
    .replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();

function formatOf(type: z.infer<typeof entityType>): string {
  const how = type.formatting_type;
  if (!how) return '';
  if (how._ === 'dateTimeFormattingTypeRelative') return 'r';
  const letter = (part: { _: string } | undefined, short: string, long: string) =>
    part?._ === 'dateTimePartPrecisionShort'
      ? short
      : part?._ === 'dateTimePartPrecisionLong'
        ? long
        : '';
  return `${how.show_day_of_week ? 'w' : ''}${letter(how.date_precision, 'd', 'D')}${letter(how.time_precision, 't', 'T')}`;
}

function toEntity(entity: z.infer<typeof formatted>['entities'][number]): TdEntity {
  const { type, offset, length } = entity;
  return {
    type: nameOf(type._),
    offset,
    length,
    ...(type.url !== undefined && { url: type.url }),
    ...(type.user_id !== undefined && { userId: type.user_id }),
    ...(type.language && { language: type.language }),
    ...(type.custom_emoji_id !== undefined && { customEmojiId: type.custom_emoji_id }),
    ...(type.unix_time !== undefined && { unixTime: type.unix_time, format: formatOf(type) }),
  };
}

/** The library can be told its path once in a process only; vitest may load this file again in one. */
const LOADED = Symbol.for('callboard.test.tdlib');

function library(): typeof tdl {
  if (!Reflect.has(globalThis, LOADED)) {
    tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 });
    Reflect.set(globalThis, LOADED, true);
  }
  return tdl;
}

function parse(text: string, parseMode: Parameters<typeof tdl.execute>[0]): TdParsed {
  const answer: unknown = library().execute(parseMode);
  const error = failed.safeParse(answer);
  if (error.success) return { error: error.data.message.replace(/^Can't parse entities: /, '') };
  const result = formatted.parse({ text, ...z.looseObject({}).parse(answer) });
  return { text: result.text, entities: result.entities.map(toEntity) };
}

/** Parses HTML with Telegram's own parser. The error is Telegram's text without its "Can't parse entities: ". */
export const parseHtmlWithTdlib = (html: string): TdParsed =>
  parse(html, {
    _: 'parseTextEntities',
    text: html,
    parse_mode: { _: 'textParseModeHTML' },
  });

/** Mentions, commands, links, e-mail addresses and hashtags that Telegram finds in a plain text. */
export const detectWithTdlib = (text: string): TdParsed =>
  parse(text, { _: 'getTextEntities', text });

const TD_TYPES: Record<string, string> = {
  blockquote: 'textEntityTypeBlockQuote',
  expandable_blockquote: 'textEntityTypeExpandableBlockQuote',
  bold: 'textEntityTypeBold',
  italic: 'textEntityTypeItalic',
  underline: 'textEntityTypeUnderline',
  strikethrough: 'textEntityTypeStrikethrough',
  spoiler: 'textEntityTypeSpoiler',
  code: 'textEntityTypeCode',
  pre: 'textEntityTypePre',
  text_link: 'textEntityTypeTextUrl',
};

/** Nests entities as Telegram does when they are sent. The text must hold no Markdown. */
export function nestWithTdlib(
  text: string,
  entities: { type: string; offset: number; length: number; url?: string }[],
): TdParsed {
  const request = {
    _: 'parseMarkdown',
    text: {
      _: 'formattedText',
      text,
      entities: entities.map(({ type, offset, length, url }) => ({
        _: 'textEntity',
        offset,
        length,
        type: { _: TD_TYPES[type], ...(url && { url }) },
      })),
    },
  } as const;
  // The request's type cannot follow the table above; TDLib itself refuses a wrong one.
  return parse(text, request as unknown as Parameters<typeof tdl.execute>[0]);
}

/** What a Telegram client shows of an HTML text: what is marked, and what it finds by itself where nothing forbids it. */
export function renderWithTdlib(html: string): Exclude<TdParsed, { error: string }> {
  const marked = parseHtmlWithTdlib(html);
  if ('error' in marked) throw new Error(`TDLib refuses ${JSON.stringify(html)}: ${marked.error}`);
  const found = detectWithTdlib(marked.text);
  if ('error' in found) throw new Error(`TDLib reads nothing in it: ${found.error}`);
  const whole = marked.entities.filter(({ type }) => undivided.has(type));
  const free = found.entities.filter(
    ({ offset, length }) =>
      !whole.some((one) => one.offset < offset + length && offset < one.offset + one.length),
  );
  return { text: marked.text, entities: [...marked.entities, ...free] };
}

/** Entities within which nothing else is found. Source: TDLib, `is_continuous_entity` and what is merged with it. */
const undivided = new Set(['text_link', 'text_mention', 'code', 'pre', 'date_time']);
