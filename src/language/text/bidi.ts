/** First strong isolate and its end: what stands between them keeps its direction to itself. Source: UAX 9. */
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';
const popEmbedding = '\u202c';

/** Letters that are written from right to left, by block, and characters that turn a direction. */
const turning =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const control = /[\u202a-\u202e\u2066-\u2069]/u;
/** What is isolated already turns nothing. */
const isolated = /[\u2066-\u2068][^\u2066-\u2069]*\u2069/gu;
/** Marks within an address would be of the address. */
const address = /^https?:\/\/\S+$/i;

function closedLine(line: string): string {
  const open: ('isolate' | 'embedding')[] = [];
  let said = '';
  for (const letter of line) {
    if (/[\u2066-\u2068]/.test(letter)) open.push('isolate');
    else if (/[\u202a\u202b\u202d\u202e]/.test(letter)) open.push('embedding');
    else if (letter === popEmbedding) {
      if (open.at(-1) !== 'embedding') continue;
      open.pop();
    } else if (letter === popIsolate) {
      if (!open.includes('isolate')) continue;
      // The end of an isolate ends every embedding in it.
      while (open.pop() !== 'isolate');
    }
    said += letter;
  }
  return (
    said +
    open
      .reverse()
      .map((kind) => (kind === 'isolate' ? popIsolate : popEmbedding))
      .join('')
  );
}

/** A line without all that is isolated in it. */
function around(line: string): string {
  const rest = line.replace(isolated, '');
  return rest === line ? line : around(rest);
}

const eachLine = (text: string, change: (line: string) => string): string =>
  text.includes('\n') ? text.split('\n').map(change).join('\n') : change(text);

/** A text that turns nothing behind it: what it opens it closes, and it closes nothing else. */
export const balanceBidi = (text: string): string =>
  control.test(text) ? eachLine(text, closedLine) : text;

/**
 * A name or a title within a sentence: one that runs from right to left, or turns the direction, does not turn the
 * sentence. Others, and addresses, stay as they are.
 */
export function isolateBidi(text: string): string {
  if (!turning.test(text) || address.test(text)) return text;
  return eachLine(balanceBidi(text), (line) =>
    turning.test(around(line)) ? `${firstStrongIsolate}${line}${popIsolate}` : line,
  );
}
