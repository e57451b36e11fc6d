import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../commands/index.ts';
import { checkCommands } from '../../src/kit/check.ts';
import { commandKey } from '../../src/kit/explain.ts';
import { aliasesIn, typedNames } from '../../src/kit/names.ts';
import { type CommandSheet, sheets } from '../../src/kit/sheet.ts';
import { createTranslator, hasMessage } from '../../src/language/catalogue.ts';

const languages = { en: createTranslator('en'), vi: createTranslator('vi') };

test('every command of the program is one that both platforms take', async () => {
  expect(checkCommands(sheets(await loadCommands()), { languages, has: hasMessage })).toEqual([]);
});

describe('other words for commands', () => {
  test.each([
    ['sukien', 'events'],
    ['lich', 'events'],
    ['dangky', 'signup'],
    ['khoahoc', 'training'],
    ['canhbao', 'alerts'],
    ['bantin', 'briefings'],
    ['register', 'signup'],
  ])('/%s is /%s', (alias, command) => {
    expect(typedNames(command, Object.values(languages))).toContain(alias);
  });

  test('are of commands that there are, and can be typed', async () => {
    const names = (await loadCommands()).map(({ name }) => commandKey(name));
    for (const { alias, command } of Object.values(languages).flatMap(aliasesIn)) {
      expect(names).toContain(command);
      expect(alias).toMatch(/^[a-z][a-z0-9_]*$/);
    }
  });

  test('are refused when another command is typed so', () => {
    const vi = {
      t: (key: string) => (key === 'aliases.commands' ? 'hello: events' : plain.t(key)),
    };
    const set = [good, { ...good, name: 'events' }];
    expect(checkCommands(set, { ...words, languages: { vi } }).join()).toMatch(
      /\/events: “hello” is typed for \/hello too/,
    );
  });
});

const good: CommandSheet = {
  name: 'hello',
  arguments: [],
  access: { rule: 'everyone' },
  visibility: 'public',
};
const plain = {
  t: (key: string) => (key.endsWith('.name') ? (key.split('.')[1] ?? '') : 'Says it'),
};
const words = { languages: { en: plain }, has: () => true };
const argument = (name: string, required = false): CommandSheet['arguments'][number] => ({
  name,
  kind: 'text',
  required,
  discord: { type: 'string' },
  suggests: false,
  inForm: false,
});

describe('what is refused, by name', () => {
  test.each<[string, CommandSheet[], RegExp]>([
    ['a name in capitals', [{ ...good, name: 'Hello' }], /Hello: its name is not/],
    ['three words', [{ ...good, name: 'one two three' }], /its name is not one or two/],
    [
      'required behind optional',
      [{ ...good, arguments: [argument('a'), argument('b', true)] }],
      /hello: a required argument stands behind/,
    ],
    [
      'too many arguments',
      [{ ...good, arguments: Array.from({ length: 26 }, (_, index) => argument(`a${index}`)) }],
      /more than 25 arguments/,
    ],
    ['two of one name', [good, good], /“hello” is typed for \/hello too/],
    [
      'a group that is a command',
      [
        { ...good, name: 'alert' },
        { ...good, name: 'alert send' },
      ],
      /first word of other/,
    ],
    [
      'an argument with a dash',
      [{ ...good, arguments: [argument('a-b')] }],
      /argument a-b: its name/,
    ],
  ])('%s', (_what, set, message) => {
    expect(checkCommands(set, words).join('\n')).toMatch(message);
  });

  test('missing words', () => {
    expect(checkCommands([good], { ...words, has: () => false })).toContain(
      '/hello: there is no message commands.hello.name in en',
    );
  });

  test('a description that is too long', () => {
    const long = { t: (key: string) => (key.endsWith('.name') ? 'hello' : 'x'.repeat(101)) };
    expect(checkCommands([good], { ...words, languages: { vi: long } }).join()).toMatch(
      /in vi has 101/,
    );
  });
});
