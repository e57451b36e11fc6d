import { type Entity, endOf, type FormattedText } from './entity.ts';

const TO_SPACE = /[\p{Cc}--[\n\r\u007f-\u009f]]/v;
const DROPPED = /[\r\u2028-\u202e]|\u0333|\u033f|\u030a/;

/** Thrown when an entity does not fit its text; the message is Telegram's. */
export class EntityError extends Error {}

function checkFit(text: string, entities: Entity[]): void {
  for (const entity of entities) {
    if (entity.offset >= text.length) {
      throw new EntityError(
        `Entity begins after the end of the text at UTF-16 offset ${entity.offset}`,
      );
    }
    if (endOf(entity) > text.length) {
      throw new EntityError(
        `Entity beginning at UTF-16 offset ${entity.offset} ends after the end of the text at UTF-16 offset ${endOf(entity)}`,
      );
    }
  }
}

/** Replaces and drops characters that Telegram does not carry; entities move along (TDLib's `clean_input_string`). */
export function cleanCharacters({ text, entities }: FormattedText): FormattedText {
  checkFit(text, entities);
  const moved: number[] = [];
  let cleaned = '';
  for (const character of text.split('')) {
    moved.push(cleaned.length);
    if (TO_SPACE.test(character)) cleaned += ' ';
    else if (!DROPPED.test(character)) cleaned += character;
  }
  moved.push(cleaned.length);
  const at = (offset: number) => moved[offset] ?? cleaned.length;
  return {
    // Runs of direction marks are a known way to break clients.
    text: cleaned.replace(/[\u200e\u200f]+(?=[\u200e\u200f])/g, (run) =>
      '\u200c'.repeat(run.length),
    ),
    entities: entities
      .map((entity) => ({
        ...entity,
        offset: at(entity.offset),
        length: at(endOf(entity)) - at(entity.offset),
      }))
      .filter((entity) => entity.length > 0),
  };
}

/** Cuts blanks off both ends; leading ones only up to the first entity. */
export function trimText({ text, entities }: FormattedText): FormattedText {
  const end = text.replace(/[ \n]+$/, '').length;
  const first = Math.min(end, ...entities.map(({ offset }) => offset));
  const start = Math.min(first, /^[ \n]*/.exec(text)?.[0].length ?? 0);
  return {
    text: text.slice(start, end),
    entities: entities
      .filter(({ offset }) => offset < end)
      .map((entity) => ({
        ...entity,
        offset: entity.offset - start,
        length: Math.min(endOf(entity), end) - entity.offset,
      })),
  };
}
