/** Entity types as the Bot API names them. */
export type EntityType =
  | 'mention'
  | 'hashtag'
  | 'cashtag'
  | 'bot_command'
  | 'url'
  | 'email'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'spoiler'
  | 'blockquote'
  | 'expandable_blockquote'
  | 'code'
  | 'pre'
  | 'text_link'
  | 'text_mention'
  | 'custom_emoji'
  | 'date_time';

/** A marked run of a text. Offsets and lengths count UTF-16 code units, as in the Bot API. */
export interface Entity {
  type: EntityType;
  offset: number;
  length: number;
  /** `text_link`. */
  url?: string;
  /** `text_mention`. */
  userId?: number;
  /** `pre`. */
  language?: string;
  /** `custom_emoji`. */
  customEmojiId?: string;
  /** `date_time`: seconds since the epoch. */
  unixTime?: number;
  /** `date_time`: the letters of the format in Telegram's order, empty when none was given. */
  format?: string;
}

export interface FormattedText {
  text: string;
  entities: Entity[];
}

/** What TDLib sorts by when two entities cover the same run (`MessageEntity::get_type_priority`). */
const PRIORITY: Record<EntityType, number> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 11,
  code: 20,
  date_time: 30,
  text_link: 49,
  text_mention: 49,
  mention: 50,
  hashtag: 50,
  cashtag: 50,
  bot_command: 50,
  url: 50,
  email: 50,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  custom_emoji: 99,
};

const priority = (entity: Entity): number =>
  entity.type === 'pre' && entity.language ? 10 : PRIORITY[entity.type];

/** Puts entities in Telegram's order: by start, the longer first, then by type. */
export function sortEntities(entities: Entity[]): Entity[] {
  return entities.sort(
    (a, b) => a.offset - b.offset || b.length - a.length || priority(a) - priority(b),
  );
}

export const endOf = (entity: Entity): number => entity.offset + entity.length;

/** A date format's letters in the order in which Telegram gives them back, or undefined when one is unknown. */
export function dateFormat(letters: string): string | undefined {
  if (letters === 'r' || letters === 'R') return 'r';
  if (!/^[tTdDwW]*$/.test(letters)) return undefined;
  const has = (letter: string) => letters.includes(letter);
  const date = has('d') ? 'd' : has('D') ? 'D' : '';
  const time = has('t') ? 't' : has('T') ? 'T' : '';
  return `${has('w') || has('W') ? 'w' : ''}${date}${time}`;
}

/** An error of Telegram's markup parsers; `message` is Telegram's text without its prefix. */
export class MarkupError extends Error {}

/** Lower case for the letters A to Z only, as TDLib's `to_lower`. */
export const lowerAscii = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Whether TDLib counts the character as a space; the end of the text, written `\0`, is one. */
export const isSpace = (character: string): boolean =>
  character.length === 1 && ' \t\r\n\0\v'.includes(character);

/** The byte offset in UTF-8 of a position in a JavaScript string. */
export const byteOffset = (text: string, position: number): number =>
  Buffer.byteLength(text.slice(0, position), 'utf8');
