import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDateTime, readPeriod } from '../../../src/language/periods/index.ts';
import {
  formatReading,
  tuesday,
  tuesdayAtTen,
  typedVariants,
  withoutDiacritics,
} from '../reading-fixture.ts';

const folder = path.join(import.meta.dirname, 'phrases');
const files = readdirSync(folder).map((name) => ({
  name,
  rows: readFileSync(path.join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t')),
}));

/** A meaning with a time is that of a moment, others are days. */
const read = (text: string, meaning: string) =>
  formatReading(
    meaning.includes(':')
      ? readDateTime(text, { now: tuesdayAtTen })
      : readPeriod(text, { today: tuesday }),
  );
const isRefused = (reading: string) => !/^\d/.test(reading);

describe.each(files)('phrases of $name', ({ rows }) => {
  test.each(rows)('%s', (text = '', meaning = '') => {
    for (const spelling of typedVariants(text)) {
      const reading = read(spelling, meaning);
      if (meaning === '!') expect(isRefused(reading), `${spelling}: ${reading}`).toBe(true);
      else expect(reading, spelling).toBe(meaning);
    }
    // Without diacritics it may have several meanings; then it is asked about.
    const plain = read(withoutDiacritics(text), meaning);
    if (!isRefused(plain)) expect(plain, `without diacritics: ${text}`).toBe(meaning);
  });
});
