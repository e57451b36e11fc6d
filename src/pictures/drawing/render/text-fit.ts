import { splitGraphemes } from '../../../message/text/truncate.ts';
import type { FontMetrics } from './font-metrics.ts';

/** Stands for a text of which the font has no letter. */
const nothing = '•';

const codesOf = (text: string): number[] => [...text].map((letter) => letter.codePointAt(0) ?? 0);

/**
 * A text as it can be drawn: composed, in one line, without what the font lacks, as emoji. A letter that is missing would
 * be drawn as nothing: see findings/resvg-missing-letters.sh.
 */
export function drawable(text: string, font: FontMetrics): string {
  const letters = splitGraphemes(text.normalize('NFC').toWellFormed().replace(/\s+/g, ' '));
  const drawn = letters
    .filter((letter) => codesOf(letter).every((code) => font.advance(code) !== undefined))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
  return drawn === '' && text.trim() !== '' ? nothing : drawn;
}

/** @param size in pixels */
export const widthOf = (text: string, size: number, font: FontMetrics): number =>
  size * codesOf(text).reduce((sum, code) => sum + (font.advance(code) ?? 0), 0);

/** A text that fits a width, cut between letters with an ellipsis. */
export function shorten(text: string, width: number, size: number, font: FontMetrics): string {
  if (widthOf(text, size, font) <= width) return text;
  let left = width - widthOf('…', size, font);
  let kept = '';
  for (const letter of splitGraphemes(text)) {
    left -= widthOf(letter, size, font);
    if (left < 0) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in at most so many lines, broken between words, the last one cut. */
export function wrap(
  text: string,
  { width, size, lines: most }: { width: number; size: number; lines: number },
  font: FontMetrics,
): string[] {
  const lines: string[] = [];
  let rest = text.split(' ');
  while (rest.length > 0 && lines.length < most - 1) {
    let count = 1;
    while (count < rest.length && widthOf(rest.slice(0, count + 1).join(' '), size, font) <= width)
      count += 1;
    lines.push(shorten(rest.slice(0, count).join(' '), width, size, font));
    rest = rest.slice(count);
  }
  return rest.length === 0 ? lines : [...lines, shorten(rest.join(' '), width, size, font)];
}
