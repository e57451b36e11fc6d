import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../src/language/catalogue.ts';
import {
  formatReason,
  publicationLabel,
} from '../../../src/operations/publications/publication-view.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = globSync(['bots/**/*.ts', 'src/delivery/**/*.ts'], { cwd: root });
/** Why a copy is not where it should be, wherever the code writes it down. */
const reasons = new Set(
  sources.flatMap((file) =>
    [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(
        /\b(?:reason: |error: |error = )'([a-zA-Z ]+)'/g,
      ),
    ].map(([, reason = '']) => reason),
  ),
);

test('finds the delivery reasons that the code writes', () => {
  expect(reasons.size).toBeGreaterThan(20);
});

test.each(
  [...reasons].flatMap((reason) => [
    ['en' as const, reason],
    ['vi' as const, reason],
  ]),
)('has words in %s for the reason %j', (locale, reason) => {
  const words = createTranslator(locale);
  expect(formatReason(words, reason)).not.toContain(reason === 'cancelled' ? '{' : `“${reason}”`);
});

test.each(['en', 'vi'] as const)('names a publication without a time in %s', (locale) => {
  const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
  const reader = { t: createTranslator(locale).t, locale, zone: 'UTC', now };
  const publication = { kind: 'notice', operation: 'send', messages: {} } as const;
  expect(publicationLabel(reader, { ...publication, createdAt: new Date(Number.NaN) })).toMatch(
    / · \?$/,
  );
  expect(publicationLabel(reader, { ...publication, createdAt: new Date(0) })).toMatch(/1970/);
});
