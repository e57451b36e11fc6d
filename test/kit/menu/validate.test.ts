import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../../commands/index.ts';
import { type CommandManifest, createManifests } from '../../../src/kit/menu/manifest.ts';
import { validateCommands } from '../../../src/kit/menu/validate.ts';
import { commandAliases } from '../../../src/kit/names/aliases.ts';
import { argumentNames } from '../../../src/kit/names/argument-names.ts';
import { createCommandIndex } from '../../../src/kit/names/command-index.ts';
import { commandKey } from '../../../src/kit/names/message-keys.ts';
import { createTranslator, hasMessage } from '../../../src/language/catalogue.ts';
import { fold } from '../../../src/language/text/fold.ts';
import { plainManifest } from '../../support/fixtures/manifests.ts';

const languages = { en: createTranslator('en'), vi: createTranslator('vi') };

test('accepts every command of the program on both platforms', async () => {
  expect(
    validateCommands(createManifests(await loadCommands()), { languages, has: hasMessage }),
  ).toEqual([]);
});

describe('command aliases', () => {
  const commands = async () => (await loadCommands()).map(({ name }) => name);

  test.each([
    ['sukien', 'events'],
    ['lich', 'events'],
    ['dangky', 'signup'],
    ['khoahoc', 'training'],
    ['canhbao', 'alerts'],
    ['bantin', 'briefings'],
    ['register', 'signup'],
    ['taosukien', 'event new'],
    ['doilich', 'event postpone'],
    ['dulieu', 'privacy show'],
    ['thuhoi', 'alert retract'],
    // Their former names.
    ['rutdangky', 'withdraw'],
    ['canhbao_rutlai', 'alert retract'],
  ])('resolve /%s to /%s', async (alias, command) => {
    expect(createCommandIndex(await commands(), Object.values(languages)).get(alias)).toBe(command);
  });

  test.each([
    'hủy đăng ký',
    'hu\u1ef7 đăng ký',
    'hu\u1ef7-đăng-ký',
    'hủy_đăng_ký'.normalize('NFD'),
    'HuyDangKy',
    'huy_dangky',
  ])('resolve regardless of spelling: /%s', async (typed) => {
    expect(createCommandIndex(await commands(), Object.values(languages)).get(typed)).toBe(
      'withdraw',
    );
  });

  test.each([
    ['event new', 'thời gian=', 'when'],
    ['event new', 'khi nào=', 'when'],
    ['event new', 'dia diem=', 'place'],
    ['settings', 'nơi=', 'chat'],
    ['alert send', 'thoi_han=', 'expires'],
    ['alert send', 'hiệu lực=', 'expires'],
    // Its current name, formerly the name of another argument.
    ['briefing item', 'nội dung=', 'text'],
  ])('/%s resolves %s to %s', async (name, typed, argument) => {
    const command = (await loadCommands()).find((one) => one.name === name);
    const names = command && argumentNames(name, command, languages.vi);
    expect(names?.get(fold(typed.slice(0, -1)))).toBe(argument);
  });

  test('belong to existing commands and can be typed', async () => {
    const names = (await commands()).map(commandKey);
    for (const { alias, command } of Object.values(languages).flatMap(commandAliases)) {
      expect(names).toContain(command);
      expect(alias).toMatch(/^[a-z][a-z0-9_]*$/);
    }
  });

  test('are rejected when another command is typed the same', () => {
    const vi = {
      t: (key: string) => (key === 'aliases.commands' ? 'hello: events' : plain.t(key)),
    };
    const set = [good, { ...good, name: 'events' }];
    expect(validateCommands(set, { ...words, languages: { vi } }).join()).toMatch(
      /\/events: “hello” is typed for \/hello too/,
    );
  });
});

const good = plainManifest('hello', 'public');
const plain = {
  t: (key: string) => (key.endsWith('.name') ? (key.split('.')[1] ?? '') : 'Says it'),
};
const words = { languages: { en: plain }, has: () => true };
const argument = (name: string, isRequired = false): CommandManifest['arguments'][number] => ({
  name,
  type: 'text',
  isRequired,
  discordOption: { type: 'string' },
  hasSuggestions: false,
  isFormField: false,
});

describe('rejected definitions, by name', () => {
  test.each<[string, CommandManifest[], RegExp]>([
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
    expect(validateCommands(set, words).join('\n')).toMatch(message);
  });

  test('rejects missing translations', () => {
    expect(validateCommands([good], { ...words, has: () => false })).toContain(
      '/hello: there is no message commands.hello.name in en',
    );
  });

  test('rejects a command whose line in the help is missing', () => {
    const listed = { ...good, help: { section: 'events', order: 1 } };
    const has = (key: string) => !key.endsWith('.helpLine');
    expect(validateCommands([listed], { ...words, has })).toEqual([
      '/hello: there is no message commands.hello.helpLine in en',
    ]);
    expect(validateCommands([good], { ...words, has })).toEqual([]);
  });

  test('rejects a description that is too long', () => {
    const long = { t: (key: string) => (key.endsWith('.name') ? 'hello' : 'x'.repeat(101)) };
    expect(validateCommands([good], { ...words, languages: { vi: long } }).join()).toMatch(
      /in vi has 101/,
    );
  });
});
