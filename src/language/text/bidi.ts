/** First strong isolate and its end, between which text does not affect the direction outside. Source: UAX 9. */
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';
const popEmbedding = '\u202c';

/** Blocks of right-to-left scripts, and directional control characters. */
const rightToLeft =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const control = /[\u202a-\u202e\u2066-\u2069]/u;
/** Isolated text has no effect outside. */
const isolated = /[\u2066-\u2068][^\u2066-\u2069]*\u2069/gu;
/** Control characters in an address would become part of it. */
const address = /^https?:\/\/\S+$/i;

function balanceLine(line: string): string {
  const open: ('isolate' | 'embedding')[] = [];
  let balanced = '';
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
    balanced += letter;
  }
  return (
    balanced +
    open
      .reverse()
      .map((kind) => (kind === 'isolate' ? popIsolate : popEmbedding))
      .join('')
  );
}

/** A line without its isolates. */
function withoutIsolates(line: string): string {
  const rest = line.replace(isolated, '');
  return rest === line ? line : withoutIsolates(rest);
}

const eachLine = (text: string, change: (line: string) => string): string =>
  text.includes('\n') ? text.split('\n').map(change).join('\n') : change(text);

/** Closes every directional control character that a text opens, and removes unmatched ends. */
export const balanceBidi = (text: string): string =>
  control.test(text) ? eachLine(text, balanceLine) : text;

/**
 * Isolates a name or title with right-to-left text, so that it does not affect the direction of the sentence around it.
 * Other texts and addresses are unchanged.
 */
export function isolateBidi(text: string): string {
  if (!rightToLeft.test(text) || address.test(text)) return text;
  return eachLine(balanceBidi(text), (line) =>
    rightToLeft.test(withoutIsolates(line)) ? `${firstStrongIsolate}${line}${popIsolate}` : line,
  );
}
