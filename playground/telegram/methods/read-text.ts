import { z } from 'zod';
import type { RequestArguments } from '../bot-api/arguments.ts';
import { ApiError, badRequest, botApiError } from '../bot-api/errors.ts';
import type { MessageEntity } from '../bot-api/types.ts';
import { LIMITS } from '../limits.ts';
import { serializeEntities } from '../state/message-entities.ts';
import type { State } from '../state/state.ts';
import { EntityError } from '../text/clean.ts';
import {
  byteOffset,
  dateFormat,
  type Entity,
  type EntityType,
  MarkupError,
} from '../text/entity.ts';
import { countCharacters, finalizeText, findParser } from '../text/format.ts';
import { storedLink } from '../text/links.ts';
import { hasRelease } from '../versions.ts';

/** Entity types that a sender can give; Telegram finds the others itself and ignores them here. */
const GIVEN: Partial<Record<string, EntityType>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'strikethrough',
  spoiler: 'spoiler',
  blockquote: 'blockquote',
  expandable_blockquote: 'expandable_blockquote',
  code: 'code',
  pre: 'pre',
  text_link: 'text_link',
  text_mention: 'text_mention',
  custom_emoji: 'custom_emoji',
  date_time: 'date_time',
};
const FOUND = new Set([
  ...['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number'],
]);

const entityShape = z.looseObject({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  url: z.string().optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
  user: z.looseObject({ id: z.int() }).optional(),
  unix_time: z.int().optional(),
  date_time_format: z.string().default(''),
});

function readEntity(value: unknown, knowsDates: boolean): Entity[] {
  const result = entityShape.safeParse(value);
  if (!result.success) {
    const field = result.error.issues[0]?.path.at(-1);
    throw badRequest(
      field === undefined
        ? "Can't parse MessageEntity: expected an Object"
        : `Can't parse MessageEntity: Can't find field "${String(field)}"`,
    );
  }
  const { type, offset, length, ...rest } = result.data;
  if (FOUND.has(type)) return [];
  const given = GIVEN[type];
  if (!given || (given === 'date_time' && !knowsDates)) {
    throw badRequest("Can't parse MessageEntity: Unsupported type specified");
  }
  const run = { type: given, offset, length };
  if (given === 'text_link') {
    const url = storedLink(rest.url ?? '');
    return url === undefined ? [] : [{ ...run, url }];
  }
  if (given === 'text_mention') return rest.user ? [{ ...run, userId: rest.user.id }] : [];
  if (given === 'date_time') {
    const format = dateFormat(rest.date_time_format);
    if (format === undefined || rest.unix_time === undefined) {
      throw badRequest("Can't parse MessageEntity: Invalid date format used");
    }
    return [{ ...run, unixTime: rest.unix_time, format }];
  }
  return [{ ...run, ...(given === 'pre' && rest.language && { language: rest.language }) }];
}

interface Source {
  text: string;
  parseMode: string;
  entities: unknown[];
}

/** Dates in text came with Bot API 9.5; before, their tag was unknown. */
function refuseDates(text: string): void {
  const at = text.search(/<tg-time[\s>]/i);
  if (at < 0) return;
  throw new MarkupError(`Unsupported start tag "tg-time" at byte offset ${byteOffset(text, at)}`);
}

function format(state: State, { text, parseMode, entities }: Source) {
  if (!text.isWellFormed()) throw botApiError('notUtf8');
  if (Buffer.byteLength(text) > LIMITS.rawTextBytes) throw botApiError('rawTextTooLong');
  const mode = parseMode.toLowerCase();
  const parser = mode === '' || mode === 'none' ? undefined : findParser(mode);
  if (!parser && mode !== '' && mode !== 'none') throw botApiError('parseMode');
  const knowsDates = hasRelease(state.serverVersion, '9.5');
  try {
    if (!knowsDates && mode === 'html') refuseDates(text);
    const parsed =
      parser && text !== ''
        ? parser(text)
        : { text, entities: entities.flatMap((entity) => readEntity(entity, knowsDates)) };
    const finished = finalizeText(parsed.text, parsed.entities);
    return { text: finished.text, entities: serializeEntities(state, finished.entities) };
  } catch (error) {
    if (error instanceof MarkupError) {
      throw new ApiError(400, `Bad Request: can't parse entities: ${error.message}`);
    }
    if (error instanceof EntityError) throw badRequest(error.message);
    throw error;
  }
}

/** The text of a message, read as Telegram reads `text`, `parse_mode` and `entities`. */
export function readText(
  state: State,
  args: RequestArguments,
): { text: string; entities: MessageEntity[] } {
  const text = args.text('text');
  if (text === '') throw botApiError('textEmpty');
  const entities =
    args.parsed('entities', 'entities', z.array(z.unknown()), 'expected an Array') ?? [];
  const result = format(state, { text, parseMode: args.text('parse_mode'), entities });
  if (result.text === '') throw botApiError('textBlank');
  if (countCharacters(result.text) > LIMITS.text) throw botApiError('textTooLong');
  return result;
}

/** A caption, which may be empty. */
export function readCaption(
  state: State,
  source: { caption: string; parseMode: string; entities: unknown[] },
): { caption?: string; caption_entities?: MessageEntity[] } {
  const { caption, parseMode, entities } = source;
  const result = format(state, { text: caption, parseMode, entities });
  if (countCharacters(result.text) > LIMITS.caption) throw botApiError('captionTooLong');
  if (result.text === '') return {};
  return {
    caption: result.text,
    ...(result.entities.length > 0 && { caption_entities: result.entities }),
  };
}

/** The caption of a request's own arguments. */
export const readCaptionArgument = (
  state: State,
  args: RequestArguments,
): ReturnType<typeof readCaption> =>
  readCaption(state, {
    caption: args.text('caption'),
    parseMode: args.text('parse_mode'),
    entities:
      args.parsed(
        'caption_entities',
        'caption entities',
        z.array(z.unknown()),
        'expected an Array',
      ) ?? [],
  });
