import {
  byteOffset,
  type Entity,
  type FormattedText,
  MarkupError,
  sortEntities,
} from './entity.ts';
import { linkEntity } from './link-entity.ts';
import { linkedDate, linkedEmoji } from './links.ts';
import { codeStart } from './markdown.ts';
import { CLOSING, escaped, type Kind, NAMES, OPENING, RESERVED } from './markdown-v2-syntax.ts';

interface Open {
  kind: Kind;
  language: string;
  offset: number;
  /** Its position in the source. */
  position: number;
}

/**
 * Parses the MarkdownV2 parse mode (TDLib's `parse_markdown_v2`).
 * @throws MarkupError with Telegram's message
 */
export function parseMarkdownV2(source: string): FormattedText {
  return new Parser(source).parse();
}

class Parser {
  private readonly source: string;
  private readonly entities: Entity[] = [];
  private readonly open: Open[] = [];
  private text = '';
  private position = 0;
  private quoting = false;
  /** Whether the cursor is at the beginning of a line. */
  private lineStart = true;

  constructor(source: string) {
    this.source = source;
  }

  parse(): FormattedText {
    while (this.position < this.source.length) this.step();
    this.closeLastQuote();
    this.rejectUnclosed(this.open.at(-1));
    return { text: this.text, entities: sortEntities(this.entities) };
  }

  private step(): void {
    const { source, position } = this;
    if (escaped(source, position)) {
      const character = source.charAt(position + 1);
      this.text += character;
      if (character !== '\r') this.lineStart = character === '\n';
      this.position += 2;
      return;
    }
    const character = source.charAt(position);
    const kind = this.open.at(-1)?.kind;
    const code = kind === 'code' || kind === 'pre' || kind === 'language';
    if (!(code ? '`' : RESERVED).includes(character)) {
      this.text += character;
      if (character !== '\r') this.lineStart = false;
      this.position++;
    } else if (this.ends(character)) {
      this.close(character);
    } else {
      this.begin(character);
    }
  }

  private ends(character: string): boolean {
    const kind = this.open.at(-1)?.kind;
    if (kind === undefined) return false;
    if (this.quoting && character === '\n' && this.source.charAt(this.position + 1) !== '>') {
      return true;
    }
    if (kind === 'italic') {
      return character === '_' && this.source.charAt(this.position + 1) !== '_';
    }
    const closing = CLOSING[kind];
    return closing !== undefined && this.source.startsWith(closing, this.position);
  }

  private begin(character: string): void {
    const { source, position } = this;
    if (character === '\n') {
      this.text += '\n';
      this.lineStart = true;
      this.position++;
      return;
    }
    if (character === '>' && this.lineStart) {
      if (!this.quoting) this.push('quote', '');
      this.quoting = true;
      this.position++;
      return;
    }
    const mark = OPENING.find(
      ([sign, kind]) => source.startsWith(sign, position) && (sign !== '`' || kind === 'code'),
    );
    const block = source.startsWith('```', position);
    if (!mark) {
      throw new MarkupError(
        `Character '${character}' is reserved and must be escaped with the preceding '\\'`,
      );
    }
    if (block) {
      const { language, at } = codeStart(source, position + 3);
      this.push(language ? 'language' : 'pre', language);
      this.position = at;
    } else {
      this.push(mark[1], '');
      this.position += mark[0].length;
    }
  }

  private push(kind: Kind, language: string): void {
    this.open.push({ kind, language, offset: this.text.length, position: this.position });
  }

  private close(character: string): void {
    let last = this.open.at(-1);
    let expandable = false;
    if (character === '\n' && last && last.kind !== 'quote') {
      // `||` at the end of the last line of a quote makes the quote expandable.
      const distance = this.position - last.position;
      const tail = distance === 2 || (distance === 3 && this.text.endsWith('\r'));
      if (last.kind !== 'spoiler' || !tail) this.rejectUnclosed(last);
      this.open.pop();
      last = this.open.at(-1);
      if (last?.kind !== 'quote') this.rejectUnclosed(last);
      expandable = true;
    }
    if (!last) return;
    if (last.kind === 'quote') {
      this.quoting = false;
      this.text += '\n';
      this.lineStart = true;
      this.position++;
    } else {
      this.position += last.kind === 'italic' ? 1 : (CLOSING[last.kind]?.length ?? 1);
    }
    const run = { offset: last.offset, length: this.text.length - last.offset };
    const entity = this.entityOf(last, run, expandable);
    if (entity && run.length > 0) this.entities.push(entity);
    this.open.pop();
  }

  private entityOf(
    { kind, language }: Open,
    run: { offset: number; length: number },
    expandable: boolean,
  ): Entity | undefined {
    switch (kind) {
      case 'quote':
        return { type: expandable ? 'expandable_blockquote' : 'blockquote', ...run };
      case 'language':
        return { type: 'pre', ...run, language };
      case 'link': {
        const url = this.target();
        return linkEntity(url ?? this.text.slice(run.offset), run);
      }
      case 'special':
        return this.special(run);
      default:
        return { type: kind, ...run };
    }
  }

  private special(run: { offset: number; length: number }): Entity {
    const url = this.target();
    if (url === undefined) {
      throw new MarkupError('The entity must contain a tg://emoji or tg://time URL');
    }
    const customEmojiId = linkedEmoji(url);
    if (customEmojiId !== undefined) return { type: 'custom_emoji', ...run, customEmojiId };
    const date = linkedDate(url);
    if (date) return { type: 'date_time', ...run, ...date };
    throw new MarkupError('Invalid tg://emoji or tg://time URL specified');
  }

  /** Reads `(url)` at the cursor, or returns undefined when no bracket opens there. */
  private target(): string | undefined {
    const { source } = this;
    if (source.charAt(this.position) !== '(') return undefined;
    const begin = ++this.position;
    let url = '';
    while (this.position < source.length && source.charAt(this.position) !== ')') {
      if (escaped(source, this.position)) this.position++;
      url += source.charAt(this.position++);
    }
    if (source.charAt(this.position) !== ')') {
      throw new MarkupError(`Can't find end of a URL at byte offset ${byteOffset(source, begin)}`);
    }
    this.position++;
    return url;
  }

  private closeLastQuote(): void {
    if (!this.quoting) return;
    const last = this.open.at(-1);
    const expandable = last?.kind === 'spoiler' && last.position === this.source.length - 2;
    if (expandable) this.open.pop();
    const quote = this.open.at(-1);
    if (quote?.kind !== 'quote') return;
    const run = { offset: quote.offset, length: this.text.length - quote.offset };
    if (run.length > 0) {
      this.entities.push({ type: expandable ? 'expandable_blockquote' : 'blockquote', ...run });
    }
    this.open.pop();
  }

  private rejectUnclosed(open: Open | undefined): void {
    if (!open) return;
    const offset = byteOffset(this.source, open.position);
    throw new MarkupError(`Can't find end of ${NAMES[open.kind]} entity at byte offset ${offset}`);
  }
}
