import {
  byteOffset,
  type Entity,
  type FormattedText,
  isSpace,
  MarkupError,
  sortEntities,
} from './entity.ts';
import { linkEntity } from './link-entity.ts';

const NEW_LINE = /^(?:\r\n|\n\r|\r|\n)/;

/** The language after three backticks, and where the code begins: one new line is skipped. */
export function codeStart(text: string, from: number): { language: string; at: number } {
  let end = from;
  while (!isSpace(text.charAt(end) || '\0') && text.charAt(end) !== '`') end++;
  const named = end !== from && end < text.length && text.charAt(end) !== '`';
  const at = named ? end : from;
  return {
    language: named ? text.slice(from, end) : '',
    at: at + (NEW_LINE.exec(text.slice(at))?.[0].length ?? 0),
  };
}

/**
 * Parses the legacy Markdown parse mode (TDLib's `parse_markdown`).
 * @throws MarkupError with Telegram's words.
 */
export function parseMarkdown(source: string): FormattedText {
  const entities: Entity[] = [];
  let text = '';
  for (let i = 0; i < source.length; i++) {
    const character = source.charAt(i);
    if (character === '\\' && '_*`['.includes(source.charAt(i + 1) || '\0')) {
      text += source.charAt(++i);
      continue;
    }
    if (!'_*`['.includes(character)) {
      text += character;
      continue;
    }
    const begin = i++;
    const block = character === '`' && source.startsWith('``', i);
    let language = '';
    if (block) ({ language, at: i } = codeStart(source, i + 2));
    const closing = block ? '```' : character === '[' ? ']' : character;
    const end = source.indexOf(closing, i);
    if (end < 0) {
      const offset = byteOffset(source, begin);
      throw new MarkupError(`Can't find end of the entity starting at byte offset ${offset}`);
    }
    const run = { offset: text.length, length: end - i };
    text += source.slice(i, end);
    // Telegram reads a link without a target out of the buffer that it has been overwriting with the result.
    const bare = (text + source.slice(text.length)).slice(begin + 1, end);
    i = end + closing.length - 1;
    if (character === '[' && run.length > 0) {
      const target = /^\(([^)]*)\)?/.exec(source.slice(end + 1));
      if (target) i = end + target[0].length;
      const entity = linkEntity(target ? (target[1] ?? '') : bare, run);
      if (entity) entities.push(entity);
    } else if (run.length > 0) {
      if (block) entities.push({ type: 'pre', ...run, ...(language && { language }) });
      else if (character === '`') entities.push({ type: 'code', ...run });
      else entities.push({ type: character === '_' ? 'italic' : 'bold', ...run });
    }
  }
  return { text, entities: sortEntities(entities) };
}
