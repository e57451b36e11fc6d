import { isSpace } from '../entity.ts';

const CHARACTERS: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** A cursor over an HTML text; `\0` marks its end, as in TDLib. */
export class HtmlReader {
  readonly text: string;
  position = 0;
  constructor(text: string) {
    this.text = text;
  }
  get current(): string {
    return this.text.charAt(this.position) || '\0';
  }
  get ended(): boolean {
    return this.current === '\0';
  }
  takeWhile(accepts: (character: string) => boolean): string {
    const start = this.position;
    while (this.position < this.text.length && accepts(this.current)) this.position++;
    return this.text.slice(start, this.position);
  }
  skipSpaces(): void {
    this.takeWhile((character) => character !== '\0' && isSpace(character));
  }
  /** Decodes the character reference at the cursor and moves behind it; undefined if there is none. */
  reference(): string | undefined {
    const match = /^&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))/.exec(
      this.text.slice(this.position, this.position + 64),
    );
    if (!match) return undefined;
    const [whole, hex, decimal, name] = match;
    const decoded = name !== undefined ? CHARACTERS[name] : decodeNumber(whole, hex, decimal);
    if (decoded === undefined) return undefined;
    this.position += whole.length;
    if (this.current === ';') this.position++;
    return decoded;
  }
}

function decodeNumber(whole: string, hex?: string, decimal?: string): string | undefined {
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal ?? '', 10);
  if (!code || code >= 0x10ffff || whole.length >= 10) return undefined;
  return String.fromCodePoint(code);
}
