import type { FontMetrics } from './font-metrics.ts';
import { widthOf, wrap } from './text-fit.ts';

/** The smallest size in which a text is set before it is cut. */
const smallest = 7;
/** A text gets a further line only once it would be smaller than this part of its size. */
const lineStep = 0.62;

/** Breaks a text between words into lines of this width at most; words that are longer stay whole. */
function breakLines(
  text: string,
  { width, size }: { width: number; size: number },
  font: FontMetrics,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer, size, font) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The same number of lines, as equal in width as words allow. */
function balance(lines: string[], size: number, font: FontMetrics): string[] {
  const text = lines.join(' ');
  let best = lines;
  for (;;) {
    const widest = Math.max(...best.map((line) => widthOf(line, size, font)));
    const narrower = breakLines(text, { width: widest - 1, size }, font);
    const isNarrower = narrower.every((line) => widthOf(line, size, font) < widest);
    if (narrower.length > lines.length || !isNarrower) return best;
    best = narrower;
  }
}

/**
 * The largest size, and the lines, in which a whole text fits a width. One line is preferred to two, until it would be
 * much smaller.
 * @param box.lines how many lines there is room for
 */
export function fitLines(
  text: string,
  { width, size: largest, lines: most }: { width: number; size: number; lines: number },
  font: FontMetrics,
): { lines: string[]; size: number } {
  for (let size = largest; size >= smallest; size -= 0.5) {
    const allowed = size > largest * lineStep ? 1 : most;
    const lines = breakLines(text, { width, size }, font);
    if (lines.length <= allowed && lines.every((line) => widthOf(line, size, font) <= width))
      return { lines: balance(lines, size, font), size };
  }
  return { lines: wrap(text, { width, size: smallest, lines: most }, font), size: smallest };
}
