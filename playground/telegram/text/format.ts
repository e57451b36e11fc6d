import { cleanCharacters, trimText } from './clean.ts';
import { detectEntities } from './detect-entities.ts';
import { type Entity, type FormattedText, sortEntities } from './entity.ts';
import { mergeDetected, normalizeNesting } from './entity-nesting.ts';
import { parseHtml } from './html/html.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';

const PARSERS: Record<string, (text: string) => FormattedText> = {
  html: parseHtml,
  markdown: parseMarkdown,
  markdownv2: parseMarkdownV2,
};

/** The parser of a parse mode (any case), undefined for an unknown one. */
export const findParser = (parseMode: string): ((text: string) => FormattedText) | undefined =>
  PARSERS[parseMode.toLowerCase()];

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
