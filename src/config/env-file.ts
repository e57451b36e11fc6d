import { parseEnv } from 'node:util';

/** The parsed settings file. */
export interface EnvFile {
  values: Readonly<Record<string, string>>;
  /** Lines that name a setting but cannot be parsed. */
  problems: readonly string[];
  /** Lines that were ignored, wholly or in part. */
  warnings: readonly string[];
}

/** Encodings that editors write, with their byte order marks. */
const byteOrderMarks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function encodingOf(bytes: Uint8Array): string {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return marked[0];
  // Without a mark: in UTF-16, every second byte of ASCII text is zero.
  if (bytes[1] === 0) return 'utf-16le';
  return bytes[0] === 0 ? 'utf-16be' : 'utf-8';
}

/** Decodes a file in any encoding that editors write, without the byte order mark; `undefined` when it is invalid. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Edit distance: insertions, deletions, replacements and swaps of neighbouring letters. */
function editDistance(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          (last[j - 1] ?? 0) + (isSame ? 0 : 1),
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, last] = [last, row];
  }
  return last[other.length] ?? 0;
}

/** The known name closest to a misspelled one, if near enough. */
export function closestName(written: string, names: readonly string[]): string | undefined {
  const plain = written
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const [best] = names
    .map((name) => ({ name, far: editDistance(plain, name) }))
    .sort((one, other) => one.far - other.far);
  return best && best.far <= Math.max(1, Math.floor(plain.length / 4)) ? best.name : undefined;
}

/** Plain quotes that typographic editors replaced. */
const typographicQuotes = /^[“”„‟«»‘’‚‛].*[“”„‟«»‘’‚‛]$/s;

interface ParsedLine {
  name: string;
  value: string;
  problem?: string;
  warning?: string;
}

/** Parses a line that is neither empty nor a comment. */
function parseLine(line: string, names: readonly string[]): ParsedLine | undefined {
  const [, name = '', sign = '', rest = ''] =
    /^(?:export\s+|set\s+)?([^\s=:]+)\s*(=|:|\s)\s*(.*)$/s.exec(line) ?? [];
  const meant = names.includes(name) ? name : undefined;
  if (sign !== '=') {
    const known = meant ?? closestName(name, names);
    if (known === undefined)
      return { name: '', value: '', warning: 'gives nothing: a setting is written NAME=value' };
    return { name: '', value: '', problem: `gives nothing: write ${known}=… with the sign =` };
  }
  if (meant === undefined) {
    const near = closestName(name, names);
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    return { name: '', value: '', warning: `${name} isn’t a Callboard setting${hint}` };
  }
  const quote = /^["'`]/.exec(rest)?.[0];
  if (quote !== undefined && !rest.slice(1).includes(quote))
    return {
      name,
      value: '',
      problem: `the quotation mark before the value of ${name} is never closed`,
    };
  if (typographicQuotes.test(rest))
    return {
      name,
      value: rest.slice(1, -1),
      warning: `the value of ${name} stands in typographic quotation marks; they were left out`,
    };
  const value = parseEnv(`${name}=${rest}`)[name] ?? '';
  if (quote === undefined && /\S#/.test(rest))
    return {
      name,
      value,
      warning: `the value of ${name} ends before #; put it in quotation marks if # belongs to it`,
    };
  return { name, value };
}

/**
 * Parses a settings file, each line separately: an unclosed quotation mark does not affect the next line.
 * Values are never part of a message, since they may be secrets.
 */
export function parseEnvFile(bytes: Uint8Array, names: readonly string[]): EnvFile {
  const text = decode(bytes);
  if (text === undefined)
    return {
      values: {},
      problems: ['it is not in UTF-8: save it with the encoding UTF-8'],
      warnings: [],
    };
  const values: Record<string, string> = {};
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const [at, raw] of text.split(/\r\n|\r|\n/).entries()) {
    // Text copied from web pages can contain non-breaking spaces and invisible marks.
    const line = raw
      .replace(/[\u200b\u200e\u200f\u2060\ufeff]/g, '')
      .replaceAll('\u00a0', ' ')
      .trim();
    if (line === '' || line.startsWith('#')) continue;
    const { name, value, problem, warning } = parseLine(line, names) ?? { name: '', value: '' };
    if (problem !== undefined) problems.push(`line ${at + 1}: ${problem}`);
    if (warning !== undefined) warnings.push(`line ${at + 1}: ${warning}`);
    if (name === '') continue;
    if (values[name]) warnings.push(`line ${at + 1}: ${name} is set again; this last value counts`);
    values[name] = value;
  }
  return { values, problems, warnings };
}
