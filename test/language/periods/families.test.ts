import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDateTime, readPeriod } from '../../../src/language/periods/index.ts';
import { formatReading, tuesday, tuesdayAtTen, withoutDiacritics } from '../reading-fixture.ts';

const folder = path.join(import.meta.dirname, 'families');
const files = readdirSync(folder).map((name) => ({
  name,
  rows: readFileSync(path.join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [meaning = '', phrases = ''] = line.split('\t');
      return { meaning, phrases: phrases.split(' | ') };
    }),
}));

const momentOf = (text: string) => formatReading(readDateTime(text, { now: tuesdayAtTen }));
const daysOf = (text: string) => formatReading(readPeriod(text, { today: tuesday }));
const isRefused = (reading: string) => !/^\d/.test(reading);

describe.each(files)('phrases in $name', ({ rows }) => {
  const readable = rows.filter(({ meaning }) => meaning !== '!');
  test.each(readable)('mean $meaning', ({ meaning, phrases }) => {
    const read = meaning.includes(':') ? momentOf : daysOf;
    for (const phrase of phrases) {
      expect(read(phrase), phrase).toBe(meaning);
      // Without diacritics it may have several meanings; then it is asked about.
      const plain = read(withoutDiacritics(phrase));
      if (!isRefused(plain)) expect(plain, `without diacritics: ${phrase}`).toBe(meaning);
    }
  });

  test('are refused', () => {
    for (const { meaning, phrases } of rows)
      for (const phrase of meaning === '!' ? phrases : [])
        for (const read of [daysOf, momentOf])
          expect(isRefused(read(phrase)), `${phrase}: ${read(phrase)}`).toBe(true);
  });
});

test('reads the first of April by its fish only with diacritics: without, all of April is meant', () => {
  for (const month of ['tháng tư', 'tháng 4']) {
    expect(daysOf(`cá ${month}`)).toBe('2027-04-01');
    expect(daysOf(`cả ${month}`)).toBe('2027-04-01 2027-04-30');
    expect(daysOf(withoutDiacritics(`cả ${month}`))).toBe('2027-04-01 2027-04-30');
  }
});
