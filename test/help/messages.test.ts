import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../commands/index.ts';
import type { HelpPlace } from '../../src/kit/define/command.ts';
import { commandKey } from '../../src/kit/names/message-keys.ts';
import { commandSpelling, translators } from '../../src/language/catalogue.ts';
import { splitCommandReferences } from '../../src/language/command-references.ts';
import { locales } from '../../src/language/locale.ts';

/** Letters of a line that a small phone shows without breaking it. */
const longest = 42;

/** The command whose line names this one. */
function speakerFor(name: string, help: HelpPlace): string | undefined {
  if (help === 'unlisted') return undefined;
  return 'with' in help ? help.with : name;
}

describe.each(locales)('the help text in %s', async (locale) => {
  const commands = await loadCommands();
  const lineOf = (name: string) =>
    splitCommandReferences(translators[locale].t(`commands.${commandKey(name)}.helpLine`));
  const speakers = commands
    .filter(({ help }) => typeof help === 'object' && 'section' in help)
    .map(({ name }) => name);

  test('mentions every command in the line of its place', () => {
    const missing = commands.flatMap(({ name, help }) => {
      const speaker = speakerFor(name, help);
      if (speaker === undefined) return [];
      if (!speakers.includes(speaker)) return [`/${name}: /${speaker} has no line of its own`];
      const named = lineOf(speaker).filter(({ kind }) => kind === 'command');
      return named.some(({ text }) => text.slice(1) === commandSpelling(locale, name))
        ? []
        : [`/${name} is not named in the line of /${speaker}`];
    });
    expect(missing).toEqual([]);
  });

  test('has no line that wraps on a phone', () => {
    const lines = speakers.map((name) =>
      lineOf(name)
        .map(({ text }) => text)
        .join(''),
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => [...line].length > longest)).toEqual([]);
  });
});
