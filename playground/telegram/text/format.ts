import { cleanCharacters, trimText } from './clean.ts';
import { detectEntities } from './detect-entities.ts';
import { type Entity, type FormattedText, sortEntities } from './entity.ts';
import { mergeDetected, normalizeNesting } from './entity-nesting.ts';
import { parseHtml } from './html/html.ts';

/** The parser of a parse mode (any case); undefined for an unknown one. The local Telegram has HTML alone, which our bot sends. */
export const findParser = (parseMode: string): ((text: string) => FormattedText) | undefined =>
  parseMode.toLowerCase() === 'html' ? parseHtml : undefined;

/**
 * What becomes of a text with its sender's entities once it is sent: control characters replaced, blanks cut off,
 * entities nested as Telegram lets them, and mentions, links and commands found in the rest (TDLib's `fix_formatted_text`).
 * The result's text is empty when nothing can be seen.
 * @throws EntityError when an entity lies outside the text.
 */
export function finalizeText(text: string, entities: Entity[]): FormattedText {
  const nested = normalizeNesting(entities.filter(({ length }) => length > 0));
  const cleaned = cleanCharacters({ text, entities: nested });
  const trimmed = trimText({ text: cleaned.text, entities: normalizeNesting(cleaned.entities) });
  if (trimmed.text === '') return { text: '', entities: [] };
  return {
    text: trimmed.text,
    entities: mergeDetected(sortEntities(trimmed.entities), detectEntities(trimmed.text)),
  };
}

/** Characters as Telegram's length limits count them: Unicode code points. */
export const countCharacters = (text: string): number => [...text].length;
