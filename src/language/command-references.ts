/**
 * Surrounds commands in our own texts, so that each platform can render them and user text is never mistaken for one.
 * U+2063 is invisible where it is not removed.
 */
const separator = '\u2063';

const reference = new RegExp(`${separator}(/[a-z0-9_]+)${separator}`, 'u');

/**
 * Marks the commands in a text of a catalogue.
 * @param names one-word spelling of each command in the catalogue's language by its name: `alert send` → `alert_send`
 */
export function createCommandMarker(names: ReadonlyMap<string, string>): (text: string) => string {
  const longestFirst = [...names.keys()].sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return (text) => text;
  const command = new RegExp(
    `(?<![\\p{L}\\p{N}/.:_-])/(${longestFirst.join('|')})(?![\\p{L}\\p{N}_/-])`,
    'gu',
  );
  return (text) =>
    text.includes('/')
      ? text.replace(command, (_all, name: string) => `${separator}/${names.get(name)}${separator}`)
      : text;
}

/** A piece of a text: plain text, or a command with its slash. */
export interface ReferenceSegment {
  kind: 'text' | 'command';
  text: string;
}

/** Splits a text into plain text and marked commands, in order. */
export function splitCommandReferences(text: string): ReferenceSegment[] {
  if (!text.includes(separator)) return text === '' ? [] : [{ kind: 'text', text }];
  return text
    .split(reference)
    .map((part, at): ReferenceSegment => ({ kind: at % 2 === 1 ? 'command' : 'text', text: part }))
    .filter((part) => part.text !== '');
}

/** The text without marks, for plain text fields: labels, pop-ups, descriptions. */
export const stripCommandReferences = (text: string): string => text.replaceAll(separator, '');
