import { z } from 'zod';
import { badRequest, botApiError } from '../bot-api/errors.ts';
import type { InlineButton } from '../bot-api/types.ts';
import { LIMITS } from '../limits.ts';
import { LinkError, linkedUser, validateLink } from '../text/links.ts';
import { hasRelease, type ServerVersion } from '../versions.ts';

interface RequestUsers {
  request_id: number;
  user_is_bot?: boolean | undefined;
  max_quantity: number;
  request_name: boolean;
  request_username: boolean;
}

export interface KeyboardButton {
  text: string;
  requestUsers?: RequestUsers;
  /** Something else that the button asks the person for. */
  other?: string;
}

export type ReplyMarkup =
  | { kind: 'inline'; rows: InlineButton[][]; forceReply?: true }
  | {
      kind: 'keyboard';
      rows: KeyboardButton[][];
      oneTime: boolean;
      selective: boolean;
      forceReply?: true;
    }
  | { kind: 'remove'; selective: boolean }
  | { kind: 'force'; selective: boolean; placeholder: string };

/** Telegram takes numbers where it wants text. */
const words = z.union([z.string(), z.number()], 'must be of type String').transform(String);
const flag = z.boolean('must be of type Boolean').default(false);

const markupShape = z.looseObject({
  inline_keyboard: z
    .array(z.array(z.unknown()), 'of the InlineKeyboardMarkup must be an Array of Arrays')
    .optional(),
  keyboard: z.array(z.array(z.unknown()), 'must be an Array of Arrays').optional(),
  remove_keyboard: flag,
  force_reply: flag,
  selective: flag,
  one_time_keyboard: flag,
  input_field_placeholder: words.default(''),
});

const STYLES = ['primary', 'success', 'danger'] as const;

const inlineShape = z.looseObject({
  text: words,
  style: words.default(''),
  url: words.default(''),
  callback_data: words.default(''),
  copy_text: z.object({ text: words }).optional(),
  disabled: z.looseObject({}).optional(),
});

/** Buttons that are taken as they are: nobody on this stage can press them. */
const OTHER_INLINE = [
  'callback_game',
  'pay',
  'switch_inline_query',
  'switch_inline_query_chosen_chat',
  'switch_inline_query_current_chat',
  'login_url',
  'web_app',
] as const;

const keyboardShape = z.union([
  z.string().transform((text) => ({ text, request_users: undefined })),
  z.looseObject({
    text: words,
    request_users: z
      .object({
        request_id: z.int(),
        user_is_bot: z.boolean().optional(),
        max_quantity: z.int().default(1),
        request_name: z.boolean().default(false),
        request_username: z.boolean().default(false),
      })
      .optional(),
  }),
]);

const OTHER_KEYBOARD = [
  'request_contact',
  'request_location',
  'request_poll',
  'request_chat',
  'web_app',
] as const;

function isMissing(value: unknown, path: PropertyKey[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return value === undefined;
  return typeof value !== 'object' || value === null || isMissing(Reflect.get(value, key), rest);
}

function read<T>(schema: z.ZodType<T>, value: unknown, prefix = ''): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const field = `"${String(path.at(-1) ?? '')}"`;
  throw badRequest(
    isMissing(value, path)
      ? `${prefix}Can't find field ${field}`
      : `${prefix}Field ${field} ${issue?.message ?? 'is wrong'}`,
  );
}

/** Where a markup is going: private chats take everything, channels and edits only inline keyboards. */
export interface MarkupTarget {
  private: boolean;
  inlineOnly: boolean;
  server: ServerVersion;
}

/**
 * Reads a `reply_markup`; undefined when it shows nothing.
 * @throws ApiError where Telegram refuses it.
 */
export function readMarkup(value: unknown, place: MarkupTarget): ReplyMarkup | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('Object expected as reply markup');
  }
  const shape = read(markupShape, value);
  const markup = toMarkup(shape, place);
  if (place.inlineOnly && markup && markup.kind !== 'inline') throw botApiError('inlineExpected');
  return markup;
}

function toMarkup(
  shape: z.infer<typeof markupShape>,
  place: MarkupTarget,
): ReplyMarkup | undefined {
  const { selective } = shape;
  const placeholder = shape.input_field_placeholder;
  if ([...placeholder].length > LIMITS.placeholder) throw botApiError('placeholder');
  const forcesReply = shape.force_reply && hasRelease(place.server, '10.3');
  const forceReply = forcesReply ? ({ forceReply: true } as const) : {};
  if (shape.keyboard?.length) {
    const rows = filled(
      shape.keyboard.map((row) => row.map((button) => keyboardButton(button, place))),
    );
    checkSize(rows, LIMITS.replyButtons, LIMITS.replyButtonsInRow);
    const oneTime = shape.one_time_keyboard;
    return rows.length > 0
      ? { kind: 'keyboard', rows, oneTime, selective, ...forceReply }
      : undefined;
  }
  if (shape.inline_keyboard?.length) {
    const rows = filled(
      shape.inline_keyboard.map((row) => row.map((button) => inlineButton(button, place.server))),
    );
    checkSize(rows, LIMITS.inlineButtons, LIMITS.inlineButtonsInRow);
    return rows.length > 0 ? { kind: 'inline', rows, ...forceReply } : undefined;
  }
  if (shape.remove_keyboard) return { kind: 'remove', selective };
  return shape.force_reply ? { kind: 'force', selective, placeholder } : undefined;
}

/** Telegram leaves out buttons without a text, and rows without buttons. */
const filled = <T extends { text: string }>(rows: T[][]): T[][] =>
  rows.map((row) => row.filter(({ text }) => text !== '')).filter((row) => row.length > 0);

function checkSize(rows: unknown[][], total: number, inRow: number): void {
  if (rows.flat().length > total || rows.some((row) => row.length > inRow)) {
    throw botApiError('markupTooLong');
  }
}

function inlineButton(value: unknown, server: ServerVersion): InlineButton {
  const prefix = "Can't parse inline keyboard button: ";
  if (typeof value !== 'object' || value === null) {
    throw badRequest(`${prefix}InlineKeyboardButton must be an Object`);
  }
  const shape = read(inlineShape, value, prefix);
  const asked = hasRelease(server, '9.4') ? shape.style.toLowerCase() : '';
  const style = STYLES.find((name) => name === asked);
  if (!style && asked !== '' && asked !== 'default') {
    throw badRequest(`${prefix}invalid button style specified`);
  }
  const button = { text: shape.text, ...(style && { style }) };
  if (shape.url !== '') return { ...button, url: readButtonUrl(shape.url) };
  if (shape.callback_data !== '') {
    if (Buffer.byteLength(shape.callback_data) > LIMITS.callbackDataBytes) {
      throw botApiError('buttonData');
    }
    return { ...button, callback_data: shape.callback_data };
  }
  const other = OTHER_INLINE.find((name) => name in shape);
  if (other) return { ...button, other };
  if (shape.copy_text && hasRelease(server, '7.11')) {
    const size = [...shape.copy_text.text].length;
    if (size < 1 || size > LIMITS.copyText) throw botApiError('copyText');
    return { ...button, copy_text: shape.copy_text };
  }
  if (shape.disabled && hasRelease(server, '10.3')) return { ...button, disabled: {} };
  throw badRequest(`${prefix}Text buttons are unallowed in the inline keyboard`);
}

/** The address of a button as Telegram keeps it. @throws ApiError for one that it refuses */
export function readButtonUrl(url: string): string {
  if (linkedUser(url) !== undefined) return url;
  try {
    return validateLink(url);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    throw badRequest(`Inline keyboard button URL '${url}' is invalid: ${error.message}`);
  }
}

function keyboardButton(value: unknown, place: MarkupTarget): KeyboardButton {
  const shape = read(keyboardShape, value, "Can't parse keyboard button: ");
  const { text, request_users } = shape;
  if (request_users) {
    if (!place.private) throw botApiError('usersOutsidePrivate');
    const { max_quantity } = request_users;
    if (max_quantity < 1 || max_quantity > LIMITS.requestedUsers)
      throw botApiError('requestedUsers');
    return { text, requestUsers: request_users };
  }
  const other = OTHER_KEYBOARD.find((name) => name in shape);
  return { text, ...(other && { other }) };
}

/** The part of a markup that stands in a `Message`: inline keyboards only. */
export function serializeMarkup(
  markup: ReplyMarkup | undefined,
): { inline_keyboard: Record<string, unknown>[][] } | undefined {
  if (markup?.kind !== 'inline') return undefined;
  return { inline_keyboard: markup.rows.map((row) => row.map(({ other, ...button }) => button)) };
}
