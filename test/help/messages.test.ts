import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../commands/index.ts';
import { commandsBySection } from '../../src/help/sections.ts';
import { commandKey } from '../../src/kit/names/message-keys.ts';
import { commandSpelling, hasMessage, translators } from '../../src/language/catalogue.ts';
import { splitCommandReferences } from '../../src/language/command-references.ts';
import { locales } from '../../src/language/locale.ts';

/** What is asked for by a button of another command, or is the help itself. */
const elsewhere = ['help', 'start', 'privacy export', 'privacy delete'];
/** Letters of a line that a small phone shows without breaking it. */
const longest = 42;

const keys = Object.values(commandsBySection)
  .flat()
  .map((command) => `commands.help.lines.${commandKey(command)}`)
  .filter((key) => hasMessage(key));

describe.each(locales)('the help text in %s', (locale) => {
  const lines = keys.map((key) => splitCommandReferences(translators[locale].t(key)));

  test('mentions every command', async () => {
    const named = new Set(
      lines.flat().flatMap(({ kind, text }) => (kind === 'command' ? [text.slice(1)] : [])),
    );
    const missing = (await loadCommands())
      .map(({ name }) => name)
      .filter((name) => !elsewhere.includes(name) && !named.has(commandSpelling(locale, name)));
    expect(missing).toEqual([]);
  });

  test('has no line that wraps on a phone', () => {
    const tooLong = lines
      .map((line) => line.map(({ text }) => text).join(''))
      .filter((line) => [...line].length > longest);
    expect(tooLong).toEqual([]);
  });
});
