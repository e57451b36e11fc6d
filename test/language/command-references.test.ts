import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../commands/index.ts';
import { commandSpelling, mapMessages, translators } from '../../src/language/catalogue.ts';
import {
  createCommandMarker,
  splitCommandReferences,
  stripCommandReferences,
} from '../../src/language/command-references.ts';
import { locales } from '../../src/language/locale.ts';
import { paragraph } from '../../src/message/build.ts';

const mark = createCommandMarker(
  new Map([
    ['alert', 'alert'],
    ['alert send', 'guicanhbao'],
    ['events', 'sukien'],
  ]),
);
const marked = (text: string) => splitCommandReferences(mark(text));

describe('command references in our own texts', () => {
  test.each([
    ['See /events.', ['See ', '/sukien', '.']],
    ['/alert send, then /events this week', ['/guicanhbao', ', then ', '/sukien', ' this week']],
    ['https://example.org/events', ['https://example.org/events']],
    ['nhóm/kênh, /eventsful, and/or', ['nhóm/kênh, /eventsful, and/or']],
    ['“/events”', ['“', '/sukien', '”']],
  ])('are found in %s', (text, pieces) => {
    expect(marked(text).map((one) => one.text)).toEqual(pieces);
  });

  test('change nothing else in a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const whole = text.replaceAll('\u2063', '');
        fc.pre(!/\/(alert|events)/u.test(whole));
        expect(stripCommandReferences(mark(whole))).toBe(whole);
        expect(
          splitCommandReferences(mark(whole))
            .map((one) => one.text)
            .join(''),
        ).toBe(whole);
      }),
    );
  });

  test('are never read in text that a person wrote', () => {
    const said = paragraph(`${translators.en.t('commands.cancel.nothing')} x /events y`);
    const commands = 'content' in said ? said.content.filter(({ kind }) => kind === 'command') : [];
    expect(commands).toEqual([{ kind: 'command', text: '/help' }]);
  });

  test.each(locales)(
    'are written as one word that Telegram accepts for each command in %s',
    async (locale) => {
      const typed = (await loadCommands()).map(({ name }) => commandSpelling(locale, name));
      for (const one of typed) expect(one).toMatch(/^[a-z0-9_]{1,32}$/);
      expect(new Set(typed).size).toBe(typed.length);
    },
  );

  test.each(locales)('do not occur in names and descriptions in %s', (locale) => {
    const shownAsTheyAre = [...mapMessages(locale, (text) => text)]
      .filter(
        ([key, text]) =>
          /(\.name|\.description|^aliases\.|^operator\.)/.test(key) &&
          stripCommandReferences(text) !== text,
      )
      .map(([key]) => key);
    expect(shownAsTheyAre).toEqual([]);
  });

  test.each(locales)('are there for whatever looks like a command in %s', (locale) => {
    const unmarked = [...mapMessages(locale, (text) => text)].flatMap(([key, text]) =>
      splitCommandReferences(text)
        .filter(
          ({ kind, text: words }) =>
            kind === 'text' && /(?<![\p{L}\p{N}<>}/.:_-])\/[a-z]/u.test(words),
        )
        .map(({ text: words }) => `${key}: ${words}`),
    );
    expect(unmarked).toEqual([]);
  });
});
