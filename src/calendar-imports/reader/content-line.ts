/** One property of a component. */
export interface Property {
  /** In capitals, without the name of a group before it. */
  name: string;
  /** By names in capitals. */
  params: Readonly<Record<string, string>>;
  /** As it is written. */
  value: string;
}

/** The end of a parameter or of all: the next of these characters outside of quotes. */
function findOutside(line: string, characters: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && characters.includes(character)) return at;
  }
  return -1;
}

const carets: Readonly<Record<string, string>> = { '^n': '\n', '^^': '^', "^'": '"' };

/** Source: RFC 6868. */
const paramValue = (written: string): string =>
  written.replaceAll('"', '').replace(/\^[n^']/g, (escaped) => carets[escaped] ?? escaped);

/**
 * Outlook writes names of zones with a colon and without quotes: `TZID=(UTC+07:00) Bangkok:20261201T090000`. The value
 * is then what stands behind the last colon. No part of the pattern reads over where another begins: lines are long.
 */
const unquotedZone = /^[^:]*;TZID=\([^():;]*:[^():;]*\)[^":]*$/i;

function valueStart(line: string): number {
  const last = line.lastIndexOf(':');
  if (unquotedZone.test(line.slice(0, last))) return last;
  const outside = findOutside(line, ':', 0);
  // A quote that is never closed.
  return outside === -1 ? line.indexOf(':') : outside;
}

/** Reads a content line; undefined when it is none. Source: RFC 5545, 3.1. */
export function parseContentLine(line: string): Property | undefined {
  const colon = valueStart(line);
  if (colon < 1) return undefined;
  const head = line.slice(0, colon);
  const nameEnd = findOutside(head, ';', 0);
  const name = (nameEnd === -1 ? head : head.slice(0, nameEnd)).trim().toUpperCase();
  const params: Record<string, string> = {};
  for (let at = nameEnd; at !== -1; ) {
    const next = findOutside(head, ';', at + 1);
    const written = head.slice(at + 1, next === -1 ? undefined : next);
    const equals = written.indexOf('=');
    // A parameter without a value says nothing, and the rest of the line still does.
    if (equals > 0)
      params[written.slice(0, equals).trim().toUpperCase()] = paramValue(written.slice(equals + 1));
    at = next;
  }
  return { name: name.slice(name.lastIndexOf('.') + 1), params, value: line.slice(colon + 1) };
}

/** The text of a value. X- properties are escaped like all others. Source: RFC 5545, 3.3.11. */
export const unescapeText = (value: string): string =>
  value.replace(/\\([\\;,nN:"])/g, (_, escaped: string) =>
    escaped.toLowerCase() === 'n' ? '\n' : escaped,
  );

/** The texts of a list: `a,b\,c` are two. */
export const splitTexts = (value: string): string[] =>
  value.split(/,(?<=(?:^|[^\\])(?:\\\\)*,)/).map((text) => unescapeText(text).trim());
