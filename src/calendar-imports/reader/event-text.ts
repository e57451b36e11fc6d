import { controlCharacters, lineBreaks } from '../../language/text/control-characters.ts';
import { trimBlank } from '../../language/text/visible.ts';
import { findMisleadingLink } from '../../message/links/misleading-link.ts';
import { truncate } from '../../message/text/truncate.ts';

const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** Longest text that is looked at, in UTF-16 units: a description can be a whole page. */
const longestSource = 20_000;
/** How much longer than its limit a text without HTML is when it is searched for links, which takes its square. */
const searchedFactor = 2;
/** Links that lead elsewhere than they say, of one text. */
const maxMisleading = 20;

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
};

/** The words of HTML, which Google and Outlook write into descriptions. */
function withoutHtml(text: string): string {
  if (!/<\/?(?:br|p|a|b|i|u|ul|ol|li|div|span|html|strong|em|h\d)\b[^<>]*>/i.test(text))
    return text;
  return text
    .replace(/<br\b[^<>]*>|<\/(?:p|div|li|h\d|ul|ol)>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => entities[name] ?? '');
}

/** A text without links that disguise where they lead: organisers may publish it unseen. */
function withoutMisleadingLinks(text: string): string {
  let cleaned = text;
  for (let count = 0; count < maxMisleading; count += 1) {
    const found = findMisleadingLink(cleaned);
    if (!found) return cleaned;
    cleaned = cleaned.replaceAll(found.link, '…');
  }
  return '';
}

export interface TextRules {
  /** In UTF-16 units. */
  max: number;
  isMultiline?: boolean;
}

/** A text of a calendar as an event may have it: composed, without control characters, HTML and misleading links. */
export function eventText(written: string, { max, isMultiline = false }: TextRules): string {
  const plain = withoutHtml(written.slice(0, longestSource))
    .replace(lineBreaks, '\n')
    .replace(controlCharacters, '')
    .replace(directionMarks, '')
    .normalize('NFC');
  const spaced = isMultiline
    ? plain
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
    : plain.replace(/\s+/g, ' ');
  const searched = trimBlank(spaced.slice(0, max * searchedFactor).toWellFormed());
  return truncate(trimBlank(withoutMisleadingLinks(searched)), max);
}
