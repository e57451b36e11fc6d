/**
 * Set before and after a command in the program's own words, so that each platform can write it its own way and no
 * text of a person's is taken for one. U+2063 shows nothing wherever it is left.
 */
const separator = '\u2063';

const reference = new RegExp(`${separator}(/[a-z0-9_]+)${separator}`, 'u');

/**
 * Marks the commands in a text of a catalogue.
 * @param names how each command is typed in one word in the catalogue's language, by its name: `alert send` → `alert_send`
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

/** A piece of a text: words, or a command as it is typed with its slash. */
export interface ReferenceSegment {
  kind: 'text' | 'command';
  text: string;
}

/** A text in its words and the commands that are marked in it, in order; nothing is lost. */
export function splitCommandReferences(text: string): ReferenceSegment[] {
  if (!text.includes(separator)) return text === '' ? [] : [{ kind: 'text', text }];
  return text
    .split(reference)
    .map((part, at): ReferenceSegment => ({ kind: at % 2 === 1 ? 'command' : 'text', text: part }))
    .filter((part) => part.text !== '');
}

/** The same text where a platform shows nothing but letters: labels, pop-ups, descriptions. */
export const stripCommandReferences = (text: string): string => text.replaceAll(separator, '');
