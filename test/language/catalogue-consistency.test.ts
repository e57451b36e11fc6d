import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { markupTags } from '../../src/language/catalogue.ts';
import { locales } from '../../src/language/locale.ts';
import { readingErrors } from '../../src/language/periods/index.ts';
import { findPlaceholders } from '../../src/language/placeholders.ts';

const folder = (locale: string) => new URL(`../../locales/${locale}/`, import.meta.url);
const subjectsOf = (locale: string) =>
  readdirSync(folder(locale), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

function flatten(tree: unknown, path: string): [string, unknown][] {
  return typeof tree === 'object' && tree !== null
    ? Object.entries(tree).flatMap(([name, value]) => flatten(value, `${path}.${name}`))
    : [[path, tree]];
}
const readTree = (locale: string, subject: string): unknown =>
  JSON.parse(readFileSync(new URL(`${subject}.json`, folder(locale)), 'utf8'));
const messagesOf = (locale: string, subject: string) =>
  new Map(flatten(readTree(locale, subject), subject));
const parse = (message: unknown, locale: string) =>
  findPlaceholders(new IntlMessageFormat(String(message), locale).getAst());

const subjects = subjectsOf('en');

test('has the same subjects and files in every language', () => {
  expect(subjects.length).toBeGreaterThan(0);
  for (const locale of locales) expect(subjectsOf(locale)).toEqual(subjects);
});

describe.each(subjects)('the catalogue “%s”', (subject) => {
  test('has the same messages in every language', () => {
    const keys = [...messagesOf('en', subject).keys()].sort();
    for (const locale of locales)
      expect([...messagesOf(locale, subject).keys()].sort(), locale).toEqual(keys);
  });

  test.each(locales)('is composed, trimmed and well-formed ICU in %s', (locale) => {
    for (const [key, message] of messagesOf(locale, subject)) {
      expect(message, key).toBeTypeOf('string');
      expect(String(message).normalize('NFC').trim(), key).toBe(message);
      expect(() => parse(message, locale), key).not.toThrow();
    }
  });

  test('leaves a message empty in every language or in none', () => {
    const emptyIn = (locale: string) =>
      [...messagesOf(locale, subject)].flatMap(([key, message]) => (message === '' ? [key] : []));
    for (const locale of locales) expect(emptyIn(locale), locale).toEqual(emptyIn('en'));
  });

  test('uses the same parameters and known tags in every language', () => {
    for (const [key, message] of messagesOf('en', subject)) {
      const { params, tags: used } = parse(message, 'en');
      for (const locale of locales)
        expect(parse(messagesOf(locale, subject).get(key), locale), `${locale} ${key}`).toEqual({
          params,
          tags: used,
        });
      expect(markupTags, key).toEqual(expect.arrayContaining([...used]));
      for (const tag of markupTags) expect(params, key).not.toContain(tag);
    }
  });
});

test('has words for every date error and no others', () => {
  const { errors } = z
    .object({ errors: z.record(z.string(), z.string()) })
    .parse(readTree('en', 'dates'));
  expect(
    Object.keys(errors)
      .map((name) => `dates.errors.${name}`)
      .sort(),
  ).toEqual([...readingErrors].sort());
});

test('detects a broken message', () => {
  expect(() => parse('{count, plural, one {x}', 'en')).toThrow();
  expect(() => parse('<b>x', 'en')).toThrow();
  expect(parse('<b>{name}</b> {count, plural, other {{unit}}}', 'vi')).toEqual({
    params: ['count', 'name', 'unit'],
    tags: ['b'],
  });
});
